package dev.coffer.gcs;

import com.google.api.client.googleapis.batch.BatchRequest;
import com.google.api.client.googleapis.batch.json.JsonBatchCallback;
import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonErrorContainer;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpRequest;
import com.google.api.services.storage.Storage;
import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStoreException;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.Batches;
import dev.coffer.remote.KeyVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Deletes at most a hundred objects with one request, and retries those that were not processed.
 */
final class Batch {
  private final GcsBucket bucket;
  private final Requests requests;

  /** The objects that are left to delete. */
  private final Set<KeyVersion> left;

  /** The objects whose responses leave the outcome unknown. */
  private final List<KeyVersion> doubtful = new ArrayList<>();

  private final List<FileStoreException> failures = new ArrayList<>();
  private boolean missing;

  /** Creates the request for an object. */
  interface Requests {
    Storage.Objects.Delete of(KeyVersion object) throws IOException;
  }

  Batch(GcsBucket bucket, Requests requests, List<KeyVersion> objects) {
    this.bucket = bucket;
    this.requests = requests;
    this.left = new LinkedHashSet<>(objects);
  }

  /**
   * Deletes the objects.
   *
   * @param alone deletes one object: all of them on a server that does not support batches, and
   *     those whose outcome is unknown
   * @throws FileStoreException for those that were refused
   */
  void run(Consumer<KeyVersion> alone) {
    Attempts attempts = bucket.attempts("delete", "");
    while (!left.isEmpty()) {
      try {
        int unused = bucket.send(attempts, this::attempt);
      } catch (IOException e) {
        if (Set.of(404, 405, 501).contains(GcsErrors.status(e))) {
          Batches.run(List.copyOf(left), bucket.limits.concurrency(), alone);
          return;
        }
        throw bucket.translate("delete", "", e);
      }
      if (!left.isEmpty() && !attempts.again()) {
        giveUp();
      }
    }
    if (missing) {
      bucket.ensureThere(attempts);
    }
    deleteDoubtful(alone);
    if (!failures.isEmpty()) {
      throw FileStoreException.ofAll(failures);
    }
  }

  private void deleteDoubtful(Consumer<KeyVersion> alone) {
    try {
      Batches.run(doubtful, bucket.limits.concurrency(), alone);
    } catch (FileStoreException e) {
      failures.add(e);
    }
  }

  private void giveUp() {
    for (KeyVersion object : left) {
      failures.add(
          new ConnectionException(
              new ErrorContext("delete", bucket.keys.name(object.key()), bucket.store()),
              "try again later",
              null));
    }
    left.clear();
  }

  /** Makes one attempt; objects without a response are left. */
  private int attempt() throws IOException {
    BatchRequest batch =
        bucket.requests.batch(bucket.requests.getRequestFactory().getInitializer());
    for (KeyVersion object : left) {
      HttpRequest request = requests.of(object).buildHttpRequest();
      request.setParser(new BatchResponses(bucket.requests.getObjectParser()));
      batch.queue(request, String.class, GoogleJsonErrorContainer.class, new Outcome(object));
    }
    execute(batch);
    return left.size();
  }

  /** The client throws any exception if a response is not that to a batch. */
  private void execute(BatchRequest batch) throws IOException {
    try {
      batch.execute();
    } catch (RuntimeException e) {
      if (bucket.isOfAClosedClient(e)) {
        throw e;
      }
      throw new ResponseReader.UnusableException("the response to a batch cannot be parsed", e);
    }
  }

  /** The outcome of one deletion. */
  private final class Outcome extends JsonBatchCallback<String> {
    private final KeyVersion object;

    Outcome(KeyVersion object) {
      this.object = object;
    }

    @Override
    public void onSuccess(String body, HttpHeaders headers) {
      left.remove(object);
      if (!body.isBlank()) {
        doubtful.add(object); // a response to a deletion has no body
      }
    }

    @Override
    public void onFailure(GoogleJsonError error, HttpHeaders headers) {
      if (GcsErrors.isTransient(error)) {
        return;
      }
      left.remove(object);
      if (error.getCode() == BatchResponses.UNREADABLE) {
        doubtful.add(object);
      } else if (error.getCode() == 404) {
        missing = true;
      } else {
        failures.add(bucket.errors.ofOne("delete", bucket.keys.name(object.key()), error));
      }
    }
  }
}
