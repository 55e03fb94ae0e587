package dev.coffer.s3;

import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.remote.Attempts;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Deletes an object if it has an etag, with one request. A deleted object keeps no mark that would
 * show a repeated request that an earlier one succeeded, so after a lost response a refusal leaves
 * the outcome unknown.
 */
final class ConditionalDeletion {
  private final S3Bucket bucket;
  private final FilePath path;
  private final String key;
  private final String ifMatch;

  /**
   * Creates a deletion.
   *
   * @param ifMatch the etag in the form that the server expects
   */
  ConditionalDeletion(S3Bucket bucket, FilePath path, String key, String ifMatch) {
    this.bucket = bucket;
    this.path = path;
    this.key = key;
    this.ifMatch = ifMatch;
  }

  /**
   * Deletes the object.
   *
   * @throws ConflictException if the object has another etag or is missing
   * @throws ConnectionException if it is not known whether it was deleted
   */
  void run() {
    Attempts attempts = bucket.attempts("delete", path);
    boolean answerLost = false;
    while (true) {
      bucket.check("delete", path.toString());
      try {
        requireDone(bucket.send(this::request));
        return;
      } catch (S3Exception e) {
        answerLost |= isRepeated(e);
        if (e.statusCode() != 409 || !attempts.again()) {
          throw refused(e, answerLost);
        }
      } catch (SdkException e) {
        throw bucket.translate("delete", path.toString(), e);
      }
    }
  }

  private DeleteObjectResponse request() {
    return bucket.client.deleteObject(
        r -> r.bucket(bucket.keys.bucket()).key(key).ifMatch(ifMatch));
  }

  /** A successful response to something other than a deletion may come from a captive portal. */
  private void requireDone(DeleteObjectResponse answer) {
    if (answer.sdkHttpResponse().statusCode() != S3Deleter.NO_CONTENT) {
      throw bucket.errors.unconfirmed(
          "delete", path.toString(), "the response does not prove that the file was deleted");
    }
  }

  /** The SDK does not report why it repeated a request. */
  private static boolean isRepeated(S3Exception e) {
    Integer sent = e.numAttempts();
    return sent == null || sent > 1;
  }

  private RuntimeException refused(S3Exception e, boolean answerLost) {
    boolean missing = e.statusCode() == 404 && S3Errors.isMissing(e);
    if (e.statusCode() != 412 && !missing) {
      return bucket.translate("delete", path.toString(), e);
    }
    return answerLost ? bucket.errors.unknownDeletion(path, e) : conflict(e);
  }

  private FileStoreException conflict(S3Exception e) {
    String hint =
        e.statusCode() == 404
            ? "there is no such file"
            : "the file has changed or is missing: read it again";
    return bucket.errors.conflict("delete", path, hint, e);
  }
}
