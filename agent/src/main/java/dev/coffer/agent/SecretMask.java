package dev.coffer.agent;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Replaces secrets in the strings of an event, but for those that say which event it is. */
final class SecretMask {
  private static final String HIDDEN = "<secret_hidden>";
  private static final Set<String> KEPT =
      Set.of("timestamp", "id", "source", "cause", "action", "observation", "message");

  private final Supplier<? extends Collection<String>> secrets;

  SecretMask(Supplier<? extends Collection<String>> secrets) {
    this.secrets = secrets;
  }

  JsonValue.Fields apply(JsonValue.Fields event) {
    // The longest first: one secret may be a part of another.
    List<String> texts =
        secrets.get().stream()
            .filter(secret -> !secret.isBlank())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    return texts.isEmpty() ? event : apply(event, texts);
  }

  private static JsonValue.Fields apply(JsonValue.Fields event, List<String> texts) {
    Map<String, JsonValue> masked = new LinkedHashMap<>();
    event
        .values()
        .forEach(
            (name, value) ->
                masked.put(
                    name, KEPT.contains(name) ? value : value.mapTexts(text -> mask(text, texts))));
    return new JsonValue.Fields(masked);
  }

  private static String mask(String text, List<String> secrets) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, HIDDEN);
    }
    return masked;
  }
}
