package com.example.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import dev.coffer.remote.Causes;
import dev.coffer.remote.ConnectionErrors;
import dev.coffer.remote.ConnectionHints;
import dev.coffer.remote.RetryAfter;
import dev.coffer.remote.ServerText;
import dev.coffer.remote.StatusErrors;
import dev.coffer.remote.objects.ObjectService.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * What the exceptions of the SDK mean.
 *
 * @param container the container
 * @param endpoint where requests go, for people
 */
record AzureErrors(String container, String endpoint) {

  FileStoreException translate(ErrorContext context, RuntimeException failure) {
    if (failure instanceof BlobStorageException answer) {
      return answered(context, answer);
    }
    return isUnreadable(failure)
        ? new StorageFailureException(context, "the server's answer cannot be read", failure)
        : new ConnectionErrors(ConnectionHints.of(endpoint)).of(context, failure);
  }

  private FileStoreException answered(ErrorContext context, BlobStorageException answer) {
    String code = answer.getErrorCode() == null ? "" : " " + answer.getErrorCode();
    String told = "status " + answer.getStatusCode() + ServerText.shown(code);
    if (is(answer, BlobErrorCode.CONTAINER_NOT_FOUND)) {
      return StatusErrors.missingBucket(
          context, "container '" + container + "'", endpoint, told, answer);
    }
    if (is(answer, BlobErrorCode.SNAPSHOTS_PRESENT)) {
      String hint = "the blob has snapshots: delete them first; " + told;
      return new StorageFailureException(context, hint, answer);
    }
    return isTransient(answer)
        ? StatusErrors.busy(context, told, answer)
        : StatusErrors.of(context, endpoint, answer.getStatusCode(), told, answer);
  }

  static boolean isTransient(RuntimeException failure) {
    return failure instanceof BlobStorageException answer
        ? StatusErrors.isBusy(answer.getStatusCode())
            || is(answer, BlobErrorCode.PENDING_COPY_OPERATION)
        : ConnectionErrors.isTransient(failure) && !isUnreadable(failure);
  }

  /** The SDK wraps what its parsers throw in an IOException, as a lost connection is. */
  private static boolean isUnreadable(RuntimeException failure) {
    return Causes.has(failure, XMLStreamException.class)
        || Causes.has(failure, IllegalStateException.class)
        || Causes.has(failure, NumberFormatException.class);
  }

  static Optional<Duration> retryAfter(RuntimeException failure) {
    return failure instanceof BlobStorageException answer
        ? RetryAfter.of(
            answer.getResponse().getHeaderValue(HttpHeaderName.RETRY_AFTER), Instant.now())
        : Optional.empty();
  }

  static Refusal refusal(RuntimeException failure) {
    if (!(failure instanceof BlobStorageException answer)) {
      return Refusal.OTHER;
    }
    if (is(answer, BlobErrorCode.INVALID_BLOCK_LIST)) {
      return Refusal.PARTS_GONE;
    }
    if (answer.getStatusCode() == 412 || is(answer, BlobErrorCode.BLOB_ALREADY_EXISTS)) {
      return Refusal.UNMET;
    }
    boolean missing = answer.getStatusCode() == 404;
    return missing && !is(answer, BlobErrorCode.CONTAINER_NOT_FOUND)
        ? Refusal.MISSING
        : Refusal.OTHER;
  }

  private static boolean is(BlobStorageException answer, BlobErrorCode code) {
    return code.equals(answer.getErrorCode());
  }
}
