package dev.coffer.remote.objects;

import dev.coffer.remote.KeyPages;
import java.util.List;
import java.util.Optional;

/**
 * The requests of a service that keeps objects by key. Each method makes one request and throws
 * what the service's client throws, unchecked: {@link ObjectFileStore} repeats requests, determines
 * by {@link ObjectFailures} what a failure means, and keeps the rest of the contract. The client
 * must not repeat requests itself. All methods are called by many threads.
 *
 * <p>No method returns null. A checked exception is thrown as the cause of an unchecked one; that
 * includes an {@link InterruptedException}, after which the store sets the interrupt flag. A status
 * that the service never answers, such as 200 where it says 201, is a {@link
 * dev.coffer.remote.MalformedResponseException}.
 */
public interface ObjectService extends AutoCloseable {
  /**
   * Looks at an object. If there is none, it throws what {@link ObjectFailures#refusal} recognises
   * as {@link ObjectFailures.Refusal#MISSING}.
   *
   * @param key the key
   * @return what the service tells of it; content type and metadata may be null
   */
  StoredObject look(String key);

  /**
   * Reads part of one version of an object. The body is held in memory, so a longer one than was
   * asked for must not be read to its end; {@link dev.coffer.remote.ResponseLimits#whole} limits
   * it.
   *
   * @param key the key
   * @param etag the version, without quotes; another one is refused as {@link
   *     ObjectFailures.Refusal#UNMET}
   * @param offset the first byte
   * @param length the number of bytes, at least 1 and at most {@link
   *     ObjectFileStore.Limits#readSize()}
   * @return the answer, whose body is in memory
   */
  ObjectBytes read(String key, String etag, long offset, long length);

  /**
   * Writes an object by one request.
   *
   * @param key the key
   * @param bytes the content
   * @param draft what the object is to be; an unmet condition is refused as {@link
   *     ObjectFailures.Refusal#UNMET}
   * @return what the answer tells of it: the etag and the time; the others may be null
   */
  StoredObject put(String key, byte[] bytes, ObjectDraft draft);

  /**
   * Begins an object that is sent in parts. It is not visible before {@link #complete}.
   *
   * @param key the key
   * @param draft what the object is to be
   * @param write the id of the write, which no other write has
   * @return the id of the upload; that of the write if the service knows no uploads
   */
  default String begin(String key, ObjectDraft draft, String write) {
    return write;
  }

  /**
   * Sends a part. Not called if the limits of the store allow only one part.
   *
   * @param key the key
   * @param upload the id of the upload
   * @param number the number of the part, from 1
   * @param bytes the content of the part
   * @return what the service needs to complete the upload; empty if nothing
   */
  default String putPart(String key, String upload, int number, byte[] bytes) {
    throw new UnsupportedOperationException("the service takes no parts");
  }

  /**
   * Makes the object of its parts. Not called if the limits of the store allow only one part.
   *
   * @param key the key
   * @param upload the id of the upload
   * @param parts what {@link #putPart} returned, in the order of the parts
   * @param draft what the object is to be
   * @return what the answer tells of it: the etag and the time; the others may be null
   */
  default StoredObject complete(String key, String upload, List<String> parts, ObjectDraft draft) {
    throw new UnsupportedOperationException("the service takes no parts");
  }

  /**
   * Discards the parts of an object that will not be made.
   *
   * @param key the key
   * @param upload the id of the upload
   */
  default void abort(String key, String upload) {}

  /**
   * Copies one version of an object, with content type and metadata. A service that copies after
   * its answer is not waited for: the store asks it again, and ends that when it is closed. A
   * service that cannot copy is read on the condition of the version and written.
   *
   * @param source the key of the object
   * @param etag the version, without quotes; another one is refused as {@link
   *     ObjectFailures.Refusal#UNMET}
   * @param target the key of the copy
   * @return how far the copy is
   */
  ObjectCopy copy(String source, String etag, String target);

  /**
   * Deletes an object. If there is none, it may return or throw {@link
   * ObjectFailures.Refusal#MISSING}.
   *
   * @param key the key
   * @param etag the only version to be deleted, without quotes; another one is refused as {@link
   *     ObjectFailures.Refusal#UNMET}. Empty for any
   */
  void delete(String key, Optional<String> etag);

  /**
   * Requests a page of a listing.
   *
   * @param query the page
   * @return the page, with {@link ObjectFileStore#found} for each object
   */
  KeyPages.Answer list(ObjectQuery query);

  /**
   * Returns the client of the service, for {@link dev.coffer.FileStore#unwrap}.
   *
   * @param <T> the type
   * @param type the type of a client
   * @return the client; empty if it has another type
   */
  default <T> Optional<T> unwrap(Class<T> type) {
    return Optional.empty();
  }

  /**
   * Closes the client with its connections, and ends the requests of other threads if it can;
   * called once.
   */
  @Override
  default void close() {}
}
