package com.example.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import dev.coffer.ErrorContext;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import dev.coffer.remote.Causes;
import dev.coffer.remote.ConnectionErrors;
import dev.coffer.remote.ConnectionHints;
import dev.coffer.remote.RetryAfter;
import dev.coffer.remote.ServerText;
import dev.coffer.remote.StatusErrors;
import dev.coffer.remote.objects.ObjectFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * What the exceptions of the SDK mean.
 *
 * @param container the container
 * @param endpoint where requests go, for people
 */
record AzureErrors(String container, String endpoint) implements ObjectFailures {
  private static final HttpHeaderName CODE = HttpHeaderName.fromString("x-ms-error-code");

  private static final Map<String, String> HINTS =
      Map.of(
          "SnapshotsPresent", "the blob has snapshots: delete them first",
          "LeaseIdMissing", "another program holds a lease of the blob");

  private static final Map<String, Refusal> REFUSALS =
      Map.of(
          "BlobNotFound", Refusal.MISSING,
          "CannotVerifyCopySource", Refusal.MISSING,
          "ConditionNotMet", Refusal.UNMET,
          "SourceConditionNotMet", Refusal.UNMET,
          "TargetConditionNotMet", Refusal.UNMET,
          "BlobAlreadyExists", Refusal.UNMET,
          "InvalidBlockList", Refusal.PARTS_GONE);

  @Override
  public FileStoreException translate(ErrorContext context, RuntimeException failure) {
    Optional<HttpResponse> answer = answer(failure);
    if (answer.isPresent()) {
      return answered(context, answer.get(), failure);
    }
    return isUnreadable(failure)
        ? new StorageFailureException(context, "the server's answer cannot be read", failure)
        : new ConnectionErrors(ConnectionHints.of(endpoint)).of(context, failure);
  }

  private FileStoreException answered(
      ErrorContext context, HttpResponse answer, RuntimeException failure) {
    String told = "status " + answer.getStatusCode() + " " + ServerText.shown(code(answer));
    if (code(answer).equals("ContainerNotFound")) {
      return StatusErrors.missingBucket(
          context, "container '" + container + "'", endpoint, told.strip(), failure);
    }
    String hint = HINTS.get(code(answer));
    if (hint != null) {
      return new StorageFailureException(context, hint + "; " + told, failure);
    }
    return isBusy(answer)
        ? StatusErrors.busy(context, told.strip(), failure)
        : StatusErrors.of(context, endpoint, answer.getStatusCode(), told.strip(), failure);
  }

  /** The answer that refuses a request; a gateway may refuse it with a body that is no error. */
  private static Optional<HttpResponse> answer(RuntimeException failure) {
    return Causes.of(failure)
        .filter(HttpResponseException.class::isInstance)
        .map(cause -> ((HttpResponseException) cause).getResponse())
        .filter(answer -> answer != null && answer.getStatusCode() >= 300)
        .findFirst();
  }

  private static String code(HttpResponse answer) {
    return Objects.toString(answer.getHeaderValue(CODE), "");
  }

  private static boolean isBusy(HttpResponse answer) {
    return StatusErrors.isBusy(answer.getStatusCode())
        || code(answer).equals("PendingCopyOperation");
  }

  @Override
  public boolean isTransient(RuntimeException failure) {
    return answer(failure)
        .map(AzureErrors::isBusy)
        .orElseGet(() -> ConnectionErrors.isTransient(failure) && !isUnreadable(failure));
  }

  /** The SDK wraps what its parsers throw in an IOException, as a lost connection is. */
  private static boolean isUnreadable(RuntimeException failure) {
    return Causes.has(failure, XMLStreamException.class)
        || Causes.has(failure, IllegalStateException.class)
        || Causes.has(failure, NumberFormatException.class);
  }

  @Override
  public Optional<Duration> retryAfter(RuntimeException failure) {
    return answer(failure)
        .flatMap(
            answer ->
                RetryAfter.of(answer.getHeaderValue(HttpHeaderName.RETRY_AFTER), Instant.now()));
  }

  /** A 404 without the service's own code may come from anything on the way. */
  @Override
  public Refusal refusal(RuntimeException failure) {
    return answer(failure)
        .map(answer -> REFUSALS.getOrDefault(code(answer), Refusal.OTHER))
        .orElse(Refusal.OTHER);
  }
}
