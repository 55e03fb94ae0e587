package dev.coffer.fakegcs;

import dev.coffer.testkit.http.HttpAnswer;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Calls on one existing object.
 *
 * <p>Documentation: {@code json_api/v1/objects}.
 */
final class ObjectCalls {
  private final Cloud cloud;

  ObjectCalls(Cloud cloud) {
    this.cloud = cloud;
  }

  HttpAnswer get(ApiCall call) {
    call.require("storage.objects.get");
    return Resources.objectAnswer(
        cloud.read(
            call.segment(3), call.segment(5), generation(call), Preconditions.of(call.query())),
        call);
  }

  HttpAnswer delete(ApiCall call) {
    call.require("storage.objects.delete");
    cloud.delete(
        call.segment(3), call.segment(5), generation(call), Preconditions.of(call.query()));
    return nothing();
  }

  HttpAnswer patch(ApiCall call) throws IOException {
    Map<String, Object> patch = call.json();
    call.require("storage.objects.update");
    return Resources.objectAnswer(
        cloud.patch(
            call.segment(3),
            call.segment(5),
            generation(call),
            Preconditions.of(call.query()),
            fields -> Fields.patched(fields, patch)),
        call);
  }

  /** Replaces all fields. Documentation: {@code json_api/v1/objects/update}. */
  HttpAnswer update(ApiCall call) throws IOException {
    Map<String, Object> resource = call.json();
    call.require("storage.objects.update");
    return Resources.objectAnswer(
        cloud.patch(
            call.segment(3),
            call.segment(5),
            generation(call),
            Preconditions.of(call.query()),
            fields -> Fields.updated(fields, resource)),
        call);
  }

  /** Documentation: {@code json_api/v1/objects/restore}. */
  HttpAnswer restore(ApiCall call) {
    call.require("storage.objects.restore");
    call.require("storage.objects.create");
    long generation = Long.parseLong(call.query().required("generation"));
    return Resources.objectAnswer(
        cloud.restore(
            call.segment(3),
            call.segment(5),
            generation,
            Preconditions.of(call.query()),
            call.caller()),
        call);
  }

  /** Returns the version that a request names; 0 means the live one. */
  static OptionalLong generation(ApiCall call) {
    OptionalLong generation = call.query().number("generation");
    return generation.orElse(0) == 0 ? OptionalLong.empty() : generation;
  }

  static HttpAnswer nothing() {
    return HttpAnswer.of(204, Map.of(), new byte[0]);
  }
}
