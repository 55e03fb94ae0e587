package dev.coffer.fakegcs;

import dev.coffer.fakegcs.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Features that this server does not support and must not ignore. */
final class Unmodelled {
  private static final List<String> PARAMETERS =
      List.of(
          "destinationPredefinedAcl",
          "filter",
          "includeFoldersAsPrefixes",
          "includeTrailingDelimiter",
          "matchGlob",
          "overrideUnlockedRetention",
          "predefinedAcl");

  private static final List<String> HEADERS =
      List.of(
          "If-Match",
          "If-None-Match",
          "x-goog-encryption-algorithm",
          "x-goog-copy-source-encryption-algorithm");

  private static final List<String> FIELDS =
      List.of(
          "acl",
          "autoclass",
          "billing",
          "contexts",
          "customerEncryption",
          "defaultEventBasedHold",
          "defaultObjectAcl",
          "eventBasedHold",
          "hierarchicalNamespace",
          "lifecycle",
          "objectRetention",
          "retention",
          "retentionPolicy",
          "temporaryHold");

  private static final Set<Object> NOTHING = Set.of(Json.NULL, false, "false", List.of(), Map.of());

  private Unmodelled() {}

  /** Refuses a request with such a parameter or header. */
  static void check(ApiCall call) {
    for (String name : PARAMETERS) {
      if (call.query().get(name).filter(value -> !value.equals("false")).isPresent()) {
        throw Refusal.notModelled("the parameter " + name);
      }
    }
    for (String name : HEADERS) {
      if (call.header(name).isPresent()) {
        throw Refusal.notModelled("the header " + name);
      }
    }
  }

  /** Refuses a resource with such a field. */
  static void check(Map<String, Object> resource) {
    for (String name : FIELDS) {
      if (!NOTHING.contains(resource.getOrDefault(name, Json.NULL))) {
        throw Refusal.notModelled("the field " + name);
      }
    }
  }
}
