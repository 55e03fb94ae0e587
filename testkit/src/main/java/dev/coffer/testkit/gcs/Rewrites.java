package dev.coffer.testkit.gcs;

import dev.coffer.testkit.http.HttpAnswer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Copies within the service. A large one takes several calls, also where Google's would take one.
 *
 * <p>Documentation: {@code json_api/v1/objects/rewrite}.
 */
final class Rewrites {
  private static final long MIB = 1 << 20;
  private static final Duration LIFE = Duration.ofDays(7);

  private final Cloud cloud;
  private final Clock clock;
  private final Map<String, Rewrite> begun = new ConcurrentHashMap<>();
  private volatile long atOnce = 4 * MIB;

  /**
   * A copy under way.
   *
   * @param path what it was begun with
   * @param generation the version that it copies
   */
  private record Rewrite(String path, long generation, long done, Instant begun) {}

  Rewrites(Cloud cloud, Clock clock) {
    this.cloud = cloud;
    this.clock = clock;
  }

  void atOnce(long bytes) {
    atOnce = bytes;
  }

  HttpAnswer rewrite(ApiCall call) throws IOException {
    Map<String, Object> resource = call.json();
    call.require("storage.objects.get");
    call.require("storage.objects.create");
    Optional<Rewrite> before = call.query().get("rewriteToken").map(token -> begun(token, call));
    StoredObject source = source(call, before);
    Draft draft = draft(call, source, resource);
    long size = source.bytes().size();
    long done = before.map(Rewrite::done).orElse(0L) + limit(call);
    before.ifPresent(each -> call.query().get("rewriteToken").ifPresent(begun::remove));
    return done < size
        ? more(new Rewrite(path(call), source.generation(), done, clock.instant()), size, call)
        : done(cloud.publish(draft, Preconditions.of(call.query()), call.caller()), call);
  }

  private Rewrite begun(String token, ApiCall call) {
    Rewrite rewrite = begun.get(token);
    if (rewrite == null || clock.instant().isAfter(rewrite.begun().plus(LIFE))) {
      throw Refusal.gone("The rewrite token is not known or has expired.");
    }
    if (!rewrite.path().equals(path(call))) {
      throw Refusal.invalid("The rewrite token is of another rewrite.");
    }
    return rewrite;
  }

  /** A rewrite that has begun goes on with the version that it began with. */
  private StoredObject source(ApiCall call, Optional<Rewrite> before) {
    OptionalLong asked = call.query().number("sourceGeneration");
    return cloud.source(
        call.segment(3),
        call.segment(5),
        before.map(each -> OptionalLong.of(each.generation())).orElse(asked),
        Preconditions.ofSource(call.query()));
  }

  private Draft draft(ApiCall call, StoredObject source, Map<String, Object> resource) {
    String bucket = call.segment(8);
    Map<String, Object> fields = copiedFields(source, resource);
    Fields.check(fields);
    Optional<String> key =
        call.query().get("destinationKmsKeyName").or(() -> Fields.text(resource, "kmsKeyName"));
    cloud.with(bucket, each -> Fields.complete(fields, each, key));
    return new Draft(
        bucket,
        ObjectNames.checked(call.segment(10)),
        fields,
        source.bytes(),
        source.checksums(),
        source.components());
  }

  /** Fields of the request take the place of all; the key and the class are never copied. */
  private static Map<String, Object> copiedFields(
      StoredObject source, Map<String, Object> resource) {
    Map<String, Object> given = Fields.ofObject(resource);
    Map<String, Object> fields = new LinkedHashMap<>(given.isEmpty() ? source.fields() : given);
    if (given.isEmpty()) {
      fields.remove("storageClass");
    }
    fields.remove("kmsKeyName");
    return fields;
  }

  private long limit(ApiCall call) {
    long limit = call.query().number("maxBytesRewrittenPerCall").orElse(atOnce);
    if (limit < MIB && limit != atOnce) {
      throw Refusal.invalid("maxBytesRewrittenPerCall must be at least 1 MiB.");
    }
    return Math.min(limit, atOnce);
  }

  private HttpAnswer more(Rewrite rewrite, long size, ApiCall call) {
    String token = UUID.randomUUID().toString();
    begun.put(token, rewrite);
    Map<String, Object> answer = progress(rewrite.done(), size, false);
    answer.put("rewriteToken", token);
    return Resources.answer(answer, call);
  }

  private static HttpAnswer done(StoredObject object, ApiCall call) {
    long size = object.bytes().size();
    Map<String, Object> answer = progress(size, size, true);
    answer.put("resource", Resources.of(object, call.server()));
    return Resources.answer(answer, call);
  }

  private static Map<String, Object> progress(long done, long size, boolean whole) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("kind", "storage#rewriteResponse");
    answer.put("totalBytesRewritten", Long.toString(done));
    answer.put("objectSize", Long.toString(size));
    answer.put("done", whole);
    return answer;
  }

  private static String path(ApiCall call) {
    return String.join("/", call.path());
  }
}
