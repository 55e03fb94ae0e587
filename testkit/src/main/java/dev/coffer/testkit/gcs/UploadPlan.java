package dev.coffer.testkit.gcs;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be made of content that is uploaded.
 *
 * <p>Documentation: {@code json_api/v1/objects/insert}.
 *
 * @param resource what the request says of the object
 */
record UploadPlan(
    Cloud cloud,
    String bucket,
    String name,
    Map<String, Object> resource,
    Map<String, Object> fields,
    Preconditions conditions,
    Caller caller) {
  /** Reads a request to upload. The name in the query counts more than that in the resource. */
  static UploadPlan of(
      Cloud cloud, ApiCall call, Map<String, Object> resource, Optional<String> contentType) {
    call.require("storage.objects.create");
    String name =
        call.query()
            .get("name")
            .or(() -> Fields.text(resource, "name"))
            .orElseThrow(() -> Refusal.required("name"));
    String bucket = call.segment(4);
    Map<String, Object> fields = new LinkedHashMap<>(Fields.ofObject(resource));
    contentType.ifPresent(type -> fields.putIfAbsent("contentType", type));
    call.query().get("contentEncoding").ifPresent(value -> fields.put("contentEncoding", value));
    Fields.check(fields);
    Optional<String> key =
        call.query().get("kmsKeyName").or(() -> Fields.text(resource, "kmsKeyName"));
    cloud.with(bucket, each -> Fields.complete(fields, each, key));
    return new UploadPlan(
        cloud,
        bucket,
        ObjectNames.checked(name),
        resource,
        fields,
        Preconditions.of(call.query()),
        call.caller());
  }

  /**
   * Makes the object of its content.
   *
   * @param hash what the request says of the content, beside what the resource says
   */
  StoredObject publish(Bytes bytes, Checksums checksums, Optional<String> hash) {
    checksums.verify(Fields.text(resource, "crc32c"), Fields.text(resource, "md5Hash"));
    checksums.verify(said(hash, "crc32c="), said(hash, "md5="));
    return cloud.publish(new Draft(bucket, name, fields, bytes, checksums, 0), conditions, caller);
  }

  private static Optional<String> said(Optional<String> hash, String start) {
    return hash.stream()
        .flatMap(all -> Arrays.stream(all.split(",")))
        .map(String::strip)
        .filter(each -> each.startsWith(start))
        .map(each -> each.substring(start.length()))
        .findFirst();
  }
}
