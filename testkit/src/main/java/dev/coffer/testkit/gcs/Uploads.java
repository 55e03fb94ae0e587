package dev.coffer.testkit.gcs;

import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.http.HttpHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uploads of the three kinds.
 *
 * <p>Documentation: {@code uploads-downloads}, {@code json_api/v1/objects/insert}, {@code
 * performing-resumable-uploads}.
 */
final class Uploads {
  private final Cloud cloud;
  private final Map<String, ResumableUpload> sessions = new ConcurrentHashMap<>();

  Uploads(Cloud cloud) {
    this.cloud = cloud;
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
    UploadPlan plan = UploadPlan.of(cloud, call, ApiCall.json(json), media.header("Content-Type"));
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
    Optional<String> hash = call.header("x-goog-hash");
    return Resources.answer(plan.publish(spool.bytes(), spool.checksums(), hash), call);
  }

  private HttpAnswer begin(ApiCall call) throws IOException {
    UploadPlan plan = UploadPlan.of(cloud, call, call.json(), call.header("X-Upload-Content-Type"));
    String id = UUID.randomUUID().toString();
    sessions.put(id, new ResumableUpload(plan));
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

  /** Ends a session for good. */
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
    return session;
  }
}
