package dev.coffer.s3;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
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

/**
 * What every operation of a store needs: the client, the keys, the errors, and whether it is open.
 */
final class S3Bucket {
  final S3Client client;
  final ObjectRequests objects;

  /** The same requests, by the SDK in any case. */
  final ObjectRequests sdk;

  final Keys keys;
  final S3Errors errors;
  final S3ObjectSettings objectSettings;
  final S3Limits limits;
  final KeyOrder order;

  /** What goes with each body. */
  final BodyChecksum sum;

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
      KeyOrder order,
      BodyChecksum sum) {
    this.client = client;
    this.objects = objects;
    this.sdk = sdk;
    this.keys = keys;
    this.errors = errors;
    this.objectSettings = objectSettings;
    this.limits = limits;
    this.order = order;
    this.sum = sum;
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

  /** Ends an operation when the store was closed or the thread interrupted. */
  void check(String operation, String path) {
    lifetime.check(operation, path);
  }

  Attempts attempts(String operation, FilePath path) {
    return new Attempts(operation, path.toString(), store(), limits.retryDeadline());
  }

  /**
   * Makes a request; its failure becomes an error of the contract.
   *
   * @throws StorageFailureException when the answer has a number or a name that is none
   */
  <T> T call(String operation, String path, Supplier<T> request) {
    check(operation, path);
    try {
      T answer = ask(request);
      seen = true;
      return answer;
    } catch (SdkException e) {
      throw translate(operation, path, e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new StorageFailureException(
          new ErrorContext(operation, path, store()),
          "the server's answer has a number, a date or a name that is none",
          e);
    }
  }

  /**
   * Makes a request whose failure the caller looks at and then gives to {@link #translate}. A
   * client that is closed meanwhile fails in ways of its own, which tell nobody anything.
   *
   * @throws IllegalStateException when the store was closed meanwhile
   */
  <T> T ask(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw e;
    } catch (RuntimeException e) {
      ensureOpen();
      boolean isOfTheClose =
          e instanceof RejectedExecutionException || S3Errors.isOfAClosedClient(e);
      throw isOfTheClose ? clientClosed(e) : e;
    }
  }

  /** The error for what the SDK threw. */
  RuntimeException translate(String operation, String path, SdkException e) {
    try {
      ensureOpen();
    } catch (IllegalStateException ended) {
      return ended;
    }
    if (S3Errors.isOfAClosedClient(e)) {
      return clientClosed(e);
    }
    return errors.translate(operation, path, e);
  }

  /** The application has closed the client that it handed in: no attempt will ever succeed. */
  private IllegalStateException clientClosed(RuntimeException cause) {
    return new IllegalStateException("the client of " + this + " is closed", cause);
  }

  /**
   * Tells a missing key from a missing bucket, after an answer that has no body and says no more
   * than 404. The bucket is asked for once; that it is there is remembered.
   *
   * @throws FileStoreException when the bucket is missing or cannot be reached
   */
  void ensureBucket(String operation, FilePath path) {
    if (seen) {
      return;
    }
    check(operation, path.toString());
    try {
      ask(() -> client.headBucket(request -> request.bucket(keys.bucket())));
    } catch (AwsServiceException e) {
      if (e.statusCode() == 404) {
        throw errors.missingBucket(operation, path.toString(), e);
      }
      if (e.statusCode() != 403) {
        throw translate(operation, path.toString(), e);
      }
      // The bucket may be there: only its owner may ask.
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
