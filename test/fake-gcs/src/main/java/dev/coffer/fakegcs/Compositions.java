package dev.coffer.fakegcs;

import dev.coffer.fakegcs.json.Json;
import dev.coffer.testkit.http.HttpAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Objects composed of others. They have no MD5.
 *
 * <p>Documentation: {@code json_api/v1/objects/compose} and {@code composite-objects}.
 */
final class Compositions {
  private static final int MOST = 32;

  private final Cloud cloud;

  Compositions(Cloud cloud) {
    this.cloud = cloud;
  }

  HttpAnswer compose(ApiCall call) throws IOException {
    Map<String, Object> request = call.json();
    call.require("storage.objects.get");
    call.require("storage.objects.create");
    List<StoredObject> sources = sources(call.segment(3), request);
    Map<String, Object> fields =
        Fields.ofObject(Json.object(request.getOrDefault("destination", Map.of())));
    Fields.check(fields);
    cloud.with(
        call.segment(3), each -> Fields.complete(fields, each, call.query().get("kmsKeyName")));
    Draft draft = joined(call, sources, fields);
    return Resources.objectAnswer(
        cloud.publish(draft, Preconditions.of(call.query()), call.caller()), call);
  }

  private List<StoredObject> sources(String bucket, Map<String, Object> request) {
    if (!(request.get("sourceObjects") instanceof List<?> sources) || sources.isEmpty()) {
      throw Refusal.required("sourceObjects");
    }
    if (sources.size() > MOST) {
      throw Refusal.invalid("The number of source components provided exceeds the maximum (32).");
    }
    return sources.stream().map(each -> source(bucket, Json.object(each))).toList();
  }

  private StoredObject source(String bucket, Map<String, Object> source) {
    String name = Fields.text(source, "name").orElseThrow(() -> Refusal.required("name"));
    OptionalLong generation = number(source, "generation");
    Object conditions = source.getOrDefault("objectPreconditions", Map.of());
    OptionalLong wanted = number(Json.object(conditions), "ifGenerationMatch");
    return cloud.source(bucket, name, generation, Preconditions.generation(wanted));
  }

  private static OptionalLong number(Map<String, Object> object, String name) {
    return Fields.text(object, name)
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElse(OptionalLong.empty());
  }

  private static Draft joined(ApiCall call, List<StoredObject> sources, Map<String, Object> fields)
      throws IOException {
    Bytes bytes = new Bytes.Joined(sources.stream().map(StoredObject::bytes).toList());
    int components = sources.stream().mapToInt(each -> Math.max(1, each.components())).sum();
    return new Draft(
        call.segment(3),
        Names.object(call.segment(5)),
        fields,
        bytes,
        summed(bytes).withoutMd5(),
        components);
  }

  private static Checksums summed(Bytes bytes) throws IOException {
    Checksums.Sum sum = new Checksums.Sum();
    bytes.writeTo(
        new OutputStream() {
          @Override
          public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] piece, int offset, int length) {
            sum.add(piece, offset, length);
          }
        },
        0,
        bytes.size());
    return sum.end();
  }
}
