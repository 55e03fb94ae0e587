package dev.coffer.fakegcs;

import java.util.Map;
import java.util.Optional;

/**
 * The object to create from uploaded content.
 *
 * <p>Documentation: {@code json_api/v1/objects/insert}.
 *
 * @param resource the object's fields in the request
 */
record UploadPlan(
    Cloud cloud,
    String bucket,
    String name,
    Map<String, Object> resource,
    Map<String, Object> fields,
    Preconditions conditions,
    Caller caller) {
  /** Reads an upload request. The name in the query takes precedence over that in the resource. */
  static UploadPlan of(
      Cloud cloud, ApiCall call, Map<String, Object> resource, Optional<String> contentType) {
    call.require("storage.objects.create");
    String name =
        call.query()
            .get("name")
            .or(() -> Fields.text(resource, "name"))
            .orElseThrow(() -> Refusal.required("name"));
    String bucket = call.segment(4);
    Map<String, Object> fields = Fields.ofObject(resource);
    contentType.ifPresent(type -> fields.putIfAbsent("contentType", type));
    call.query().get("contentEncoding").ifPresent(value -> fields.put("contentEncoding", value));
    Fields.check(fields);
    Optional<String> key =
        call.query().get("kmsKeyName").or(() -> Fields.text(resource, "kmsKeyName"));
    cloud.with(bucket, each -> Fields.complete(fields, each, key));
    return new UploadPlan(
        cloud,
        bucket,
        Names.object(name),
        resource,
        fields,
        Preconditions.of(call.query()),
        call.caller());
  }

  /**
   * Creates the object from its content.
   *
   * @param last the last request, which may contain checksums
   */
  StoredObject publish(Spool content, ApiCall last) {
    Checksums checksums = content.checksums();
    checksums.verify(Fields.text(resource, "crc32c"), Fields.text(resource, "md5Hash"));
    checksums.verify(Checksums.said(last, "crc32c="), Checksums.said(last, "md5="));
    return cloud.publish(
        new Draft(bucket, name, fields, content.bytes(), checksums, 0), conditions, caller);
  }
}
