package dev.coffer.s3;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.StorageFailureException;
import dev.coffer.remote.AnswerPace;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.KeyOrder;
import dev.coffer.remote.Keys;
import dev.coffer.remote.Lifetime;
import dev.coffer.s3.direct.ObjectRequests;
import java.time.DateTimeException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** What every operation of a store uses: the client, the keys, the errors, and the lifetime. */
final class S3Bucket {
  final S3Client client;
  final ObjectRequests objects;

  /** The same requests, always made by the SDK. */
  final ObjectRequests sdk;

  final Keys keys;
  final S3Errors errors;
  final S3ObjectSettings objectSettings;
  final S3Limits limits;

  /** How many files are read at once. */
  final AnswerPace pace;

  final KeyOrder order;

  final BodyChecksums sums;

  final Lifetime lifetime;
  private volatile boolean seen;

  S3Bucket(
      S3Client client,
      ObjectRequests objects,
      ObjectRequests sdk,
      Keys keys,
      S3Errors errors,
      S3ObjectSettings objectSettings,
      S3Limits limits,
      AnswerPace pace,
      KeyOrder order,
      BodyChecksums sums) {
    this.client = client;
    this.objects = objects;
    this.sdk = sdk;
    this.keys = keys;
    this.errors = errors;
    this.objectSettings = objectSettings;
    this.limits = limits;
    this.pace = pace;
    this.order = order;
    this.sums = sums;
    this.lifetime = new Lifetime(keys.store(), "S3(" + keys + ")");
  }

  void close() {
    lifetime.close();
  }

  String store() {
    return keys.store();
  }

  void ensureOpen() {
    lifetime.ensureOpen();
  }

  /** Ends an operation if the store has been closed or the thread interrupted. */
  void check(String operation, String path) {
    lifetime.check(operation, path);
  }

  Attempts attempts(String operation, FilePath path) {
    return new Attempts(operation, path.toString(), store(), limits.retryDeadline());
  }

  /**
   * Sends a request and translates its failure.
   *
   * @throws StorageFailureException if the response contains an invalid number, date or name
   */
  <T> T call(String operation, String path, Supplier<T> request) {
    check(operation, path);
    try {
      T answer = send(request);
      seen = true;
      return answer;
    } catch (SdkException e) {
      throw translate(operation, path, e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new StorageFailureException(
          new ErrorContext(operation, path, store()),
          "the server's response contains an invalid number, date or name",
          e);
    }
  }

  /**
   * Sends a request that needs no object, so that none can be missing.
   *
   * @throws StorageFailureException if something is not found nevertheless
   */
  <T> T callWithoutObject(String operation, String path, Supplier<T> request) {
    try {
      return call(operation, path, request);
    } catch (NotFoundException e) {
      throw errors.ofAnother(operation, path, e);
    }
  }

  /**
   * Sends a request whose failure the caller examines before passing it to {@link #translate}. The
   * errors of a client that was closed meanwhile are meaningless and are replaced.
   *
   * @throws IllegalStateException if the store was closed meanwhile
   */
  <T> T send(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw e;
    } catch (RuntimeException e) {
      ensureOpen();
      boolean isOfTheClose =
          e instanceof RejectedExecutionException || S3RequestFailures.isOfAClosedClient(e);
      throw isOfTheClose ? clientClosed(e) : e;
    }
  }

  /** Translates an exception of the SDK. */
  RuntimeException translate(String operation, String path, SdkException e) {
    try {
      ensureOpen();
    } catch (IllegalStateException ended) {
      return ended;
    }
    if (S3RequestFailures.isOfAClosedClient(e)) {
      return clientClosed(e);
    }
    return errors.translate(operation, path, e);
  }

  /**
   * Returns the error for a client that the application passed in and closed: no attempt can
   * succeed.
   */
  private IllegalStateException clientClosed(RuntimeException cause) {
    return new IllegalStateException("the client of " + this + " is closed", cause);
  }

  /**
   * Distinguishes a missing key from a missing bucket after a 404 without a body. The bucket is
   * checked once; if it exists, this is remembered.
   *
   * @throws FileStoreException if the bucket is missing or cannot be reached
   */
  void ensureBucket(String operation, FilePath path) {
    if (seen) {
      return;
    }
    check(operation, path.toString());
    try {
      send(() -> client.headBucket(request -> request.bucket(keys.bucket())));
    } catch (AwsServiceException e) {
      if (e.statusCode() == 404) {
        throw errors.missingBucket(operation, path.toString(), e);
      }
      if (e.statusCode() != 403) {
        throw translate(operation, path.toString(), e);
      }
      // The bucket may exist: only its owner may check.
    } catch (SdkException e) {
      throw translate(operation, path.toString(), e);
    }
    seen = true;
  }

  @Override
  public String toString() {
    return lifetime.toString();
  }
}
