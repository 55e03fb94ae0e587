package dev.coffer.fakegcs;

import dev.coffer.testkit.http.HttpAnswer;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Copies within the service. A large one takes several calls, even where Google would need one.
 *
 * <p>Documentation: {@code json_api/v1/objects/rewrite}.
 */
final class Rewrites {
  private static final long MIB = 1 << 20;

  private final Cloud cloud;
  private final InstantSource clock;
  private volatile long atOnce = 4 * MIB;

  Rewrites(Cloud cloud, InstantSource clock) {
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
    Instant now = clock.instant();
    Optional<RewriteToken> before =
        call.query().get("rewriteToken").map(token -> RewriteToken.of(token, call, now));
    StoredObject source = source(call, before);
    Draft draft = draft(call, source, resource);
    long size = source.bytes().size();
    long done = before.map(RewriteToken::done).orElse(0L) + limit(call);
    if (done >= size) {
      return done(cloud.publish(draft, Preconditions.of(call.query()), call.caller()), call);
    }
    Instant begun = before.map(RewriteToken::begun).orElse(now);
    return more(
        new RewriteToken(begun, source.generation(), done, RewriteToken.path(call)), size, call);
  }

  /** A rewrite continues with the version with which it began. */
  private StoredObject source(ApiCall call, Optional<RewriteToken> before) {
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
        Names.object(call.segment(10)),
        fields,
        source.bytes(),
        source.checksums(),
        source.components());
  }

  /** Fields of the request replace all fields; the key and the class are never copied. */
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
    OptionalLong asked = call.query().number("maxBytesRewrittenPerCall");
    if (asked.orElse(MIB) < MIB || asked.orElse(MIB) % MIB != 0) {
      throw Refusal.invalid("maxBytesRewrittenPerCall must be a multiple of 1 MiB.");
    }
    return Math.min(asked.orElse(atOnce), atOnce);
  }

  private HttpAnswer more(RewriteToken token, long size, ApiCall call) {
    Map<String, Object> answer = progress(token.done(), size, false);
    answer.put("rewriteToken", token.text());
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
}
