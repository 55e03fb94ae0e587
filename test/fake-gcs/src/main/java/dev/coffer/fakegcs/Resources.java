package dev.coffer.fakegcs;

import dev.coffer.fakegcs.json.Json;
import dev.coffer.testkit.http.HttpAnswer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Objects and buckets as JSON. Numbers of 64 bits are strings.
 *
 * <p>Documentation: {@code json_api/v1/objects#resource-representations} and {@code
 * json_api/v1/buckets#resource-representations}.
 */
final class Resources {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Resources() {}

  /** Returns the requested fields of a resource. */
  static HttpAnswer answer(Map<String, Object> resource, ApiCall call) {
    Optional<FieldMask> mask = call.query().get("fields").map(FieldMask::of);
    Object asked = mask.isPresent() ? mask.get().apply(resource) : resource;
    return HttpAnswer.of(
        200,
        Map.of("Content-Type", "application/json; charset=UTF-8"),
        Json.write(asked).getBytes(StandardCharsets.UTF_8));
  }

  static HttpAnswer objectAnswer(StoredObject object, ApiCall call) {
    return answer(of(object, call.server()), call).with("ETag", etag(object));
  }

  static Map<String, Object> of(StoredObject object, URI server) {
    String path = object.bucket() + "/o/" + encoded(object.name());
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("kind", "storage#object");
    resource.put("id", object.bucket() + "/" + object.name() + "/" + object.generation());
    resource.put("selfLink", server + "/storage/v1/b/" + path);
    resource.put(
        "mediaLink",
        server
            + "/download/storage/v1/b/"
            + path
            + "?generation="
            + object.generation()
            + "&alt=media");
    resource.put("name", object.name());
    resource.put("bucket", object.bucket());
    resource.put("generation", Long.toString(object.generation()));
    resource.put("metageneration", Long.toString(object.metageneration()));
    resource.putAll(object.fields());
    resource.put("size", Long.toString(object.bytes().size()));
    object.checksums().md5().ifPresent(md5 -> resource.put("md5Hash", md5));
    resource.put("crc32c", object.checksums().crc32c());
    resource.put("etag", etag(object));
    if (object.components() > 0) {
      resource.put("componentCount", (long) object.components());
    }
    putTimes(object, resource);
    return resource;
  }

  private static void putTimes(StoredObject object, Map<String, Object> resource) {
    resource.put("timeCreated", time(object.created()));
    resource.put("updated", time(object.updated()));
    resource.put("timeStorageClassUpdated", time(object.created()));
    resource.put("timeFinalized", time(object.created()));
    object.deleted().ifPresent(deleted -> resource.put("timeDeleted", time(deleted)));
  }

  /** Adds the times of a soft-deleted version. */
  static void putEnd(SoftDeleted version, Map<String, Object> resource) {
    resource.put("softDeleteTime", time(version.deleted()));
    resource.put("hardDeleteTime", time(version.end()));
  }

  static Map<String, Object> of(Bucket bucket, URI server) {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("kind", "storage#bucket");
    resource.put("id", bucket.name());
    resource.put("selfLink", server + "/storage/v1/b/" + bucket.name());
    resource.put("projectNumber", "1");
    resource.put("name", bucket.name());
    resource.put("metageneration", Long.toString(bucket.metageneration()));
    resource.put("location", "US");
    resource.put("locationType", "multi-region");
    resource.put("storageClass", bucket.storageClass());
    resource.put("etag", base64("b" + bucket.metageneration()));
    resource.put("timeCreated", time(bucket.created()));
    resource.put("updated", time(bucket.updated()));
    resource.putAll(bucket.fields());
    return resource;
  }

  /** Changes with each version and with each change of its fields. */
  static String etag(StoredObject object) {
    return base64(object.generation() + "/" + object.metageneration());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
