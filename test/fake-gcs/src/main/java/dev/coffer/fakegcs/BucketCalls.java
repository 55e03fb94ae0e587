package dev.coffer.fakegcs;

import dev.coffer.testkit.http.HttpAnswer;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls on buckets.
 *
 * <p>Documentation: {@code json_api/v1/buckets}.
 */
final class BucketCalls {
  private static final Set<String> NOT_SET =
      Set.of(
          "kind",
          "id",
          "selfLink",
          "name",
          "projectNumber",
          "metageneration",
          "etag",
          "acl",
          "defaultObjectAcl",
          "timeCreated",
          "updated",
          "owner");

  private final Cloud cloud;

  BucketCalls(Cloud cloud) {
    this.cloud = cloud;
  }

  HttpAnswer insert(ApiCall call) throws IOException {
    call.require("storage.buckets.create");
    call.query().required("project");
    Map<String, Object> resource = call.json();
    String name = Fields.text(resource, "name").orElseThrow(() -> Refusal.required("name"));
    cloud.create(Names.bucket(name), settable(resource));
    return resource(call, name);
  }

  HttpAnswer get(ApiCall call) {
    call.require("storage.buckets.get");
    Preconditions conditions = Preconditions.of(call.query());
    return Resources.answer(
        cloud.with(
            call.segment(3),
            bucket -> {
              conditions.checkMetageneration(bucket.metageneration());
              return Resources.of(bucket, call.server());
            }),
        call);
  }

  HttpAnswer list(ApiCall call) {
    call.require("storage.buckets.list");
    call.query().required("project");
    String prefix = call.query().get("prefix").orElse("");
    List<Map<String, Object>> items =
        cloud.all(bucket -> Resources.of(bucket, call.server())).stream()
            .filter(each -> String.valueOf(each.get("name")).startsWith(prefix))
            .toList();
    return Resources.answer(Map.of("kind", "storage#buckets", "items", items), call);
  }

  HttpAnswer patch(ApiCall call) throws IOException {
    call.require("storage.buckets.update");
    cloud.patch(call.segment(3), Preconditions.of(call.query()), settable(call.json()));
    return resource(call, call.segment(3));
  }

  HttpAnswer delete(ApiCall call) {
    call.require("storage.buckets.delete");
    cloud.delete(call.segment(3), Preconditions.of(call.query()));
    return ObjectCalls.nothing();
  }

  /** Documentation: {@code json_api/v1/buckets/testIamPermissions}. */
  HttpAnswer testPermissions(ApiCall call) throws IOException {
    cloud.with(call.segment(3), Bucket::name);
    List<String> asked =
        Arrays.stream(call.http().target().split("[?&]", -1))
            .filter(each -> each.startsWith("permissions="))
            .map(each -> each.substring("permissions=".length()))
            .toList();
    List<String> held = asked.stream().filter(call.caller()::may).toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("kind", "storage#testIamPermissionsResponse");
    if (!held.isEmpty()) {
      answer.put("permissions", held);
    }
    return Resources.answer(answer, call);
  }

  private HttpAnswer resource(ApiCall call, String name) {
    return Resources.answer(cloud.with(name, bucket -> Resources.of(bucket, call.server())), call);
  }

  private static Map<String, Object> settable(Map<String, Object> resource) {
    Unmodelled.check(resource);
    Map<String, Object> fields = new LinkedHashMap<>(resource);
    fields.keySet().removeAll(NOT_SET);
    return fields;
  }
}
