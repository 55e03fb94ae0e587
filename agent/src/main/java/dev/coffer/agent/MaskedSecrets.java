package dev.coffer.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ten asterisks, which stand for a secret that is not shown and are never one. */
final class MaskedSecrets {
  static final String MASK = "**********";

  /** Whatever is below a name with such a word is a secret. */
  private static final List<String> WORDS =
      List.of("key", "token", "secret", "password", "credential", "authorization");

  /** All values of such an object or array may be secrets. */
  private static final Set<String> ALL = Set.of("env", "headers", "args");

  /** Numbers of such names say how many tokens there are, or what one costs. */
  private static final Pattern COUNT = Pattern.compile("tokens$|per_token");

  private static final Pattern ADDRESS =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9+.:-]*://)([^/?#\\s]*@)?([^?#\\s]*)(\\?[^#\\s]*)?(#\\S*)?");

  private static final String USER = MASK + "@";
  private static final String QUERY = "?" + MASK;

  private MaskedSecrets() {}

  static boolean isValue(String secret) {
    return !secret.isBlank() && !secret.equals(MASK);
  }

  /** Returns a copy in which each text and number that may be a secret is a mask. */
  static JsonValue.Fields in(JsonValue.Fields fields) {
    return in(fields, false);
  }

  private static JsonValue.Fields in(JsonValue.Fields fields, boolean secret) {
    Map<String, JsonValue> shown = new LinkedHashMap<>();
    fields
        .values()
        .forEach((name, value) -> shown.put(name, masked(secret || isSecret(name, value), value)));
    return new JsonValue.Fields(shown);
  }

  private static boolean isSecret(String name, JsonValue value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (isNumber(value) && COUNT.matcher(lower).find()) {
      return false;
    }
    return ALL.contains(lower) || WORDS.stream().anyMatch(lower::contains);
  }

  private static boolean isNumber(JsonValue value) {
    return value instanceof JsonValue.Word word && word.isNumber();
  }

  private static JsonValue masked(boolean secret, JsonValue value) {
    if (value instanceof JsonValue.Fields fields) {
      return in(fields, secret);
    }
    if (value instanceof JsonValue.Items items) {
      List<JsonValue> shown = new ArrayList<>();
      items.values().forEach(item -> shown.add(masked(secret, item)));
      return new JsonValue.Items(shown);
    }
    if (value instanceof JsonValue.Text text) {
      return JsonValue.of(secret ? hidden(text.value()) : address(text.value()));
    }
    return secret && isNumber(value) ? JsonValue.of(MASK) : value;
  }

  private static String hidden(String text) {
    return text.isBlank() ? text : MASK;
  }

  /** Hides the user and the query of an address. */
  private static String address(String text) {
    Matcher parts = ADDRESS.matcher(text);
    if (!parts.matches()) {
      return text;
    }
    String user = parts.group(2) == null ? "" : USER;
    String query = parts.group(4) == null ? "" : QUERY;
    String fragment = parts.group(5) == null ? "" : parts.group(5);
    return parts.group(1) + user + parts.group(3) + query + fragment;
  }

  /**
   * Returns the fields that a client sent, with what is present in the place of masks.
   *
   * @param keep whether fields that were not sent stay
   */
  static JsonValue.Fields unmask(JsonValue.Fields present, JsonValue.Fields sent, boolean keep) {
    return unmask(false, present, sent, keep);
  }

  private static JsonValue.Fields unmask(
      boolean secret, JsonValue.Fields present, JsonValue.Fields sent, boolean keep) {
    Map<String, JsonValue> merged = new LinkedHashMap<>(keep ? present.values() : Map.of());
    sent.values()
        .forEach(
            (name, value) -> {
              JsonValue old = present.values().getOrDefault(name, JsonValue.Word.NULL);
              merged.put(name, unmask(secret || isSecret(name, old), old, value));
            });
    return new JsonValue.Fields(merged);
  }

  private static JsonValue unmask(boolean secret, JsonValue present, JsonValue sent) {
    if (sent.equals(JsonValue.of(MASK))) {
      return present instanceof JsonValue.Text || isNumber(present) ? present : JsonValue.Word.NULL;
    }
    if (sent instanceof JsonValue.Fields fields) {
      return unmask(
          secret, present instanceof JsonValue.Fields f ? f : JsonValue.Fields.NONE, fields, false);
    }
    if (sent instanceof JsonValue.Items items) {
      return unmask(secret, present instanceof JsonValue.Items i ? i.values() : List.of(), items);
    }
    if (sent instanceof JsonValue.Text text) {
      return masked(secret, present).equals(sent) ? present : withoutMasks(text);
    }
    return sent;
  }

  /** The secrets of an address do not go to another. */
  private static JsonValue withoutMasks(JsonValue.Text sent) {
    return ADDRESS.matcher(sent.value()).matches()
        ? JsonValue.of(sent.value().replace(USER, "").replace(QUERY, ""))
        : sent;
  }

  /**
   * An element takes the secrets of the one that it is but for its masks: of the one at its place
   * if it is that, else of the first that no other element is. By its place alone it could get
   * those of another server.
   */
  private static JsonValue unmask(boolean secret, List<JsonValue> present, JsonValue.Items sent) {
    List<JsonValue> shown = present.stream().map(old -> masked(secret, old)).toList();
    List<JsonValue> elements = sent.values();
    Set<Integer> used = new HashSet<>();
    for (int i = 0; i < Math.min(shown.size(), elements.size()); i++) {
      if (shown.get(i).equals(elements.get(i))) {
        used.add(i);
      }
    }
    Set<Integer> unmoved = Set.copyOf(used);
    List<JsonValue> merged = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      int same = unmoved.contains(i) ? i : takeFirst(shown, elements.get(i), used);
      JsonValue old = same < 0 ? JsonValue.Word.NULL : present.get(same);
      merged.add(unmask(secret, old, elements.get(i)));
    }
    return new JsonValue.Items(merged);
  }

  /** Returns the index of the first unused element that is shown like this, or -1. */
  private static int takeFirst(List<JsonValue> shown, JsonValue element, Set<Integer> used) {
    for (int i = 0; i < shown.size(); i++) {
      if (shown.get(i).equals(element) && used.add(i)) {
        return i;
      }
    }
    return -1;
  }
}
