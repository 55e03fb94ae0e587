package dev.coffer.fakegcs;

import dev.coffer.fakegcs.json.Json;
import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.http.HttpHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uploads of the three kinds.
 *
 * <p>Documentation: {@code uploads-downloads}, {@code json_api/v1/objects/insert}, {@code
 * performing-resumable-uploads}.
 */
final class Uploads {
  /** Documentation: {@code resumable-uploads}: a session lasts a week. */
  private static final Duration LIFE = Duration.ofDays(7);

  /** The number of ended sessions that are remembered. */
  private static final int MOST_SESSIONS = 10_000;

  private final Cloud cloud;
  private final InstantSource clock;
  private final Map<String, ResumableUpload> sessions = new ConcurrentHashMap<>();

  Uploads(Cloud cloud, InstantSource clock) {
    this.cloud = cloud;
    this.clock = clock;
  }

  HttpAnswer insert(ApiCall call) throws IOException {
    return switch (call.query().required("uploadType")) {
      case "multipart" -> multipart(call);
      case "media" -> media(call);
      case "resumable" -> begin(call);
      default -> throw Refusal.invalid("Invalid value for uploadType");
    };
  }

  /** The first part is the resource, the second the content. */
  private HttpAnswer multipart(ApiCall call) throws IOException {
    Multipart parts = new Multipart(call.http());
    if (parts.next().isEmpty()) {
      throw twoParts();
    }
    String json = new String(parts.bytes(), StandardCharsets.UTF_8);
    HttpHead media = parts.next().orElseThrow(Uploads::twoParts);
    UploadPlan plan =
        UploadPlan.of(cloud, call, Json.readObject(json), media.header("Content-Type"));
    Spool spool = new Spool();
    parts.writeTo(spool);
    if (parts.next().isPresent()) {
      throw twoParts();
    }
    return finish(plan, spool, call);
  }

  private static Refusal twoParts() {
    return Refusal.invalid("Multipart uploads must have two parts.");
  }

  private HttpAnswer media(ApiCall call) throws IOException {
    UploadPlan plan = UploadPlan.of(cloud, call, Map.of(), call.header("Content-Type"));
    Spool spool = new Spool();
    call.http().body().transferTo(spool);
    return finish(plan, spool, call);
  }

  private static HttpAnswer finish(UploadPlan plan, Spool spool, ApiCall call) {
    return Resources.objectAnswer(plan.publish(spool, call), call);
  }

  private HttpAnswer begin(ApiCall call) throws IOException {
    UploadPlan plan = UploadPlan.of(cloud, call, call.json(), call.header("X-Upload-Content-Type"));
    if (sessions.size() >= MOST_SESSIONS) {
      sessions.values().removeIf(each -> !each.isOpen());
    }
    String id = UUID.randomUUID().toString();
    sessions.put(id, new ResumableUpload(plan, clock.instant()));
    String location =
        call.server()
            + call.http().target().replaceAll("&?upload_id=[^&]*", "")
            + "&upload_id="
            + id;
    return HttpAnswer.of(
        200, Map.of("Location", location, "X-GUploader-UploadID", id), new byte[0]);
  }

  HttpAnswer put(ApiCall call) throws IOException {
    return session(call).put(call);
  }

  /** Returns how many sessions of a bucket have neither ended nor been cancelled. */
  long open(String bucket) {
    return sessions.values().stream()
        .filter(each -> each.bucket().equals(bucket) && each.isOpen())
        .count();
  }

  /** Ends a session permanently. */
  HttpAnswer cancel(ApiCall call) {
    session(call);
    sessions.remove(call.query().required("upload_id"));
    return HttpAnswer.of(499, Map.of(), new byte[0]);
  }

  private ResumableUpload session(ApiCall call) {
    ResumableUpload session = sessions.get(call.query().required("upload_id"));
    if (session == null) {
      throw Refusal.notFound("Not Found");
    }
    if (clock.instant().isAfter(session.begun().plus(LIFE))) {
      throw Refusal.gone("The upload session has expired.");
    }
    return session;
  }
}
