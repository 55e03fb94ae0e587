package dev.coffer.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Ten asterisks, which stand for a secret that is not shown and are never one. */
final class MaskedSecrets {
  static final String MASK = "**********";

  /** What such a name contains is a secret at any depth. */
  private static final List<String> WORDS =
      List.of("key", "token", "secret", "password", "credential", "authorization");

  /** All values of such an object may be secrets. */
  private static final Set<String> OBJECTS = Set.of("env", "headers");

  private MaskedSecrets() {}

  static boolean isValue(String secret) {
    return !secret.isBlank() && !secret.equals(MASK);
  }

  /** Returns a copy in which the text of each field that a secret may be in is a mask. */
  static JsonValue.Fields in(JsonValue.Fields fields) {
    Map<String, JsonValue> shown = new LinkedHashMap<>();
    fields.values().forEach((name, value) -> shown.put(name, masked(name, value)));
    return new JsonValue.Fields(shown);
  }

  private static JsonValue masked(String name, JsonValue value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (value instanceof JsonValue.Fields fields && !OBJECTS.contains(lower)) {
      return in(fields);
    }
    if (value instanceof JsonValue.Items items && !OBJECTS.contains(lower)) {
      List<JsonValue> shown = new ArrayList<>();
      items.values().forEach(item -> shown.add(masked(name, item)));
      return new JsonValue.Items(shown);
    }
    boolean secret = OBJECTS.contains(lower) || WORDS.stream().anyMatch(lower::contains);
    return secret ? value.mapTexts(text -> text.isBlank() ? text : MASK) : value;
  }

  /**
   * Returns the fields that a client sent, with what is present in the place of masks.
   *
   * @param keep whether fields that were not sent stay
   */
  static JsonValue.Fields unmask(JsonValue.Fields present, JsonValue.Fields sent, boolean keep) {
    Map<String, JsonValue> merged = new LinkedHashMap<>(keep ? present.values() : Map.of());
    sent.values()
        .forEach(
            (name, value) -> {
              JsonValue old = present.values().getOrDefault(name, JsonValue.Word.NULL);
              merged.put(name, unmask(old, value));
            });
    return new JsonValue.Fields(merged);
  }

  private static JsonValue unmask(JsonValue present, JsonValue sent) {
    if (sent.equals(JsonValue.of(MASK))) {
      return present instanceof JsonValue.Text ? present : JsonValue.Word.NULL;
    }
    if (sent instanceof JsonValue.Fields fields) {
      return unmask(
          present instanceof JsonValue.Fields f ? f : JsonValue.Fields.NONE, fields, false);
    }
    if (sent instanceof JsonValue.Items items) {
      return unmask(present instanceof JsonValue.Items i ? i.values() : List.of(), items);
    }
    return sent;
  }

  /**
   * An element takes the secrets of the one that it is but for its masks, wherever that stands: by
   * its place alone it could get those of another server.
   */
  private static JsonValue unmask(List<JsonValue> present, JsonValue.Items sent) {
    List<JsonValue> merged = new ArrayList<>();
    for (JsonValue element : sent.values()) {
      JsonValue same =
          present.stream()
              .filter(old -> masked("", old).equals(element))
              .findFirst()
              .orElse(JsonValue.Word.NULL);
      merged.add(unmask(same, element));
    }
    return new JsonValue.Items(merged);
  }
}
