package dev.coffer.gcs;

import com.google.api.services.storage.model.RewriteResponse;
import com.google.api.services.storage.model.StorageObject;
import dev.coffer.remote.Attempts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The requests that copy an object inside the server: one, or several for a large object.
 *
 * @param copy the operation, for errors
 * @param from the key of the source
 * @param source the generation to copy
 * @param to the key of the target
 * @param draft the draft of the target
 */
record Rewrite(
    GcsBucket bucket,
    Attempts copy,
    String from,
    StorageObject source,
    String to,
    StorageObject draft) {

  /** Replaces a generation with the copy. Each request has the full retry deadline. */
  StorageObject replace(long generation) throws IOException {
    String token = null;
    long copied = 0;
    Attempts idle = attempts();
    while (true) {
      RewriteResponse answer = send(generation, token);
      if (Boolean.TRUE.equals(answer.getDone())) {
        return ExpectedObject.ofCopy(to, source, draft, generation).of(answer.getResource());
      }
      token = answer.getRewriteToken();
      Long told = answer.getTotalBytesRewritten();
      if (told != null && told > copied) {
        copied = told;
        idle = attempts();
      } else if (!idle.again()) {
        throw new ResponseReader.UnusableException("the copy makes no progress", null);
      }
    }
  }

  private Attempts attempts() {
    return bucket.attempts(copy.operation(), copy.path());
  }

  private RewriteResponse send(long generation, @Nullable String token) throws IOException {
    return bucket.send(
        attempts(),
        () ->
            ResponseReader.of(
                bucket
                    .requests
                    .objects()
                    .rewrite(bucket.name(), from, bucket.name(), to, draft)
                    .setSourceGeneration(source.getGeneration())
                    .setIfGenerationMatch(generation)
                    .setRewriteToken(token)
                    .setDestinationKmsKeyName(bucket.objectSettings.keyOfCopy(source))
                    .setUserProject(bucket.payer)));
  }
}
