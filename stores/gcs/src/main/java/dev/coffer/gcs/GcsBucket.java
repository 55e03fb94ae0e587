package dev.coffer.gcs;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.StorageObject;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.KeyOrder;
import dev.coffer.remote.KeyVersion;
import dev.coffer.remote.Keys;
import dev.coffer.remote.Lifetime;
import dev.coffer.remote.MalformedResponseException;
import dev.coffer.remote.OversizedResponseException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/** What every operation of a store uses: the requests, the keys, the errors, and the lifetime. */
final class GcsBucket {
  private static final int MOST_UNUSABLE = 3;

  final Storage requests;
  final Keys keys;
  final GcsErrors errors;
  final GcsObjectSettings objectSettings;
  final GcsLimits limits;
  final Lifetime lifetime;
  final KeyOrder order;
  private final Generations generations = new Generations();

  /** The project that is billed if the bucket is requester-pays. */
  final @Nullable String payer;

  private volatile boolean seen;

  GcsBucket(
      Storage requests,
      Keys keys,
      GcsErrors errors,
      GcsObjectSettings objectSettings,
      GcsLimits limits,
      KeyOrder order,
      @Nullable String payer) {
    this.requests = requests;
    this.keys = keys;
    this.errors = errors;
    this.objectSettings = objectSettings;
    this.limits = limits;
    this.order = order;
    this.payer = payer;
    this.lifetime = new Lifetime(keys.store(), "GoogleCloud(" + keys + ")");
  }

  String name() {
    return keys.bucket();
  }

  String store() {
    return keys.store();
  }

  void check(String operation, String path) {
    lifetime.check(operation, path);
  }

  Attempts attempts(String operation, FilePath path) {
    return attempts(operation, path.toString());
  }

  Attempts attempts(String operation, String path) {
    return new Attempts(operation, path, store(), limits.retryDeadline(), limits.unreachable());
  }

  /**
   * One attempt of a request.
   *
   * @param <T> its result
   */
  interface Request<T> {
    T send() throws IOException;
  }

  /** Sends a request, with retries, and translates its failure. */
  <T> T call(String operation, String path, Request<T> request) {
    Attempts attempts = attempts(operation, path);
    try {
      return send(attempts, request);
    } catch (IOException e) {
      throw translate(operation, path, e);
    }
  }

  /**
   * Sends a request for a caller that examines the failure before passing it to {@link #translate}.
   *
   * @param attempts the attempts, shared by all requests of one operation
   * @throws IOException of the last attempt
   */
  <T> T send(Attempts attempts, Request<T> request) throws IOException {
    for (int attempt = 1; ; attempt++) {
      check(attempts.operation(), attempts.path());
      try {
        return attempt == 1 ? once(request) : retry(request, attempt);
      } catch (IOException e) {
        if (!mayHelp(e, attempt) || !RetryPauses.after(e, attempts)) {
          throw e;
        }
      }
    }
  }

  /** Invalid responses are retried only briefly. */
  private static boolean mayHelp(IOException e, int attempt) {
    return e instanceof ResponseReader.UnusableException
        ? attempt < MOST_UNUSABLE
        : GcsErrors.isTransient(e);
  }

  private <T> T retry(Request<T> request, int attempt) throws IOException {
    GcsTransport.REPETITION.set(attempt);
    try {
      return once(request);
    } finally {
      GcsTransport.REPETITION.remove();
    }
  }

  /** The errors of a client that was closed meanwhile are meaningless and are replaced. */
  <T> T once(Request<T> request) throws IOException {
    try {
      return request.send();
    } catch (IOException | RuntimeException e) {
      lifetime.ensureOpen();
      if (e instanceof RuntimeException unchecked && isOfAClosedClient(unchecked)) {
        throw new IllegalStateException("the client of " + this + " is closed", e);
      }
      if (e instanceof MessageConstraintException || e instanceof OversizedResponseException) {
        throw new ResponseReader.UnusableException("it is too long", e);
      }
      if (e instanceof MalformedResponseException malformed) {
        throw new ResponseReader.UnusableException(
            String.valueOf(malformed.getMessage()), malformed);
      }
      if (e
          instanceof
          IllegalArgumentException) { // thrown by Google's client, for example for a header
        throw new ResponseReader.UnusableException("it cannot be parsed", e);
      }
      throw e;
    }
  }

  boolean isOfAClosedClient(RuntimeException e) {
    return e instanceof IllegalStateException
        && requests.getRequestFactory().getTransport().isShutdown();
  }

  /** Translates an exception of Google's client. */
  FileStoreException translate(String operation, String path, IOException e) {
    lifetime.ensureOpen();
    return errors.translate(operation, path, e);
  }

  /** Remembers the generation of an object from a response. */
  void remember(String key, long generation) {
    seen = true;
    generations.remember(key, generation);
  }

  /** Remembers that the bucket exists. */
  void remember() {
    seen = true;
  }

  void forget(String key) {
    generations.forget(key);
  }

  /** Returns the presumed generation of a key. */
  long expected(String key) {
    return generations.expected(key);
  }

  /** Returns the resource of an object. */
  Optional<StorageObject> find(Attempts attempts, String key) {
    Optional<StorageObject> found = ask(attempts, key, null);
    found.ifPresentOrElse(
        object -> remember(key, object.getGeneration()),
        () -> {
          ensureThere(attempts);
          forget(key);
        });
    return found;
  }

  /** Returns the resource of an object, or of a generation of it. */
  Optional<StorageObject> find(Attempts attempts, KeyVersion object) {
    if (object.version() == null) {
      return find(attempts, object.key());
    }
    OptionalLong generation = GcsEtags.generation(object.version());
    Optional<StorageObject> found =
        generation.isPresent()
            ? ask(attempts, object.key(), generation.getAsLong())
            : Optional.empty();
    if (found.isEmpty()) {
      ensureThere(attempts);
    }
    return found;
  }

  private Optional<StorageObject> ask(Attempts attempts, String key, @Nullable Long generation) {
    try {
      return Optional.of(
          send(
              attempts,
              () ->
                  ResponseReader.object(
                      requests
                          .objects()
                          .get(name(), key)
                          .setGeneration(generation)
                          .setUserProject(payer))));
    } catch (IOException e) {
      if (GcsErrors.status(e) != 404) {
        throw translate(attempts.operation(), attempts.path(), e);
      }
      return Optional.empty();
    }
  }

  /** Returns the resource of an object that must exist. */
  StorageObject require(Attempts attempts, KeyVersion object) {
    return find(attempts, object)
        .orElseThrow(
            () ->
                new NotFoundException(
                    new ErrorContext(attempts.operation(), attempts.path(), store()), null, null));
  }

  /**
   * Distinguishes a missing object from a missing bucket, for which the responses are the same. The
   * bucket is checked once; if it exists, this is remembered.
   *
   * @throws FileStoreException if the bucket is missing or cannot be reached
   */
  void ensureThere(Attempts attempts) {
    if (seen) {
      return;
    }
    try {
      send(
          attempts,
          () ->
              ResponseReader.of(
                  requests.buckets().get(name()).setFields("name").setUserProject(payer)));
      seen = true;
    } catch (IOException e) {
      int status = GcsErrors.status(e);
      if (status == 404) {
        throw errors.missingBucket(attempts.operation(), attempts.path(), e);
      }
      if ((status != 401 && status != 403) || !(e instanceof GoogleJsonResponseException)) {
        throw translate(attempts.operation(), attempts.path(), e);
      }
      // The bucket may exist: permission to read it is separate from permission for its objects.
      seen = true;
    }
  }

  @Override
  public String toString() {
    return lifetime.toString();
  }
}
