package dev.coffer.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What a search looks at in an event without making values of all of it.
 *
 * @param texts the strings of the outermost object, by key
 * @param isHidden whether {@code args} or {@code extras} say that it is not to be shown
 */
record EventHead(Map<String, String> texts, boolean isHidden) {
  /**
   * Reads the whole text.
   *
   * @throws IllegalArgumentException if it is not one JSON object; a {@link NotJsonException} if it
   *     is no JSON
   */
  static EventHead read(String json) {
    try (JsonParser parser = JsonDocument.parser(json)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new NotJsonException("it is empty");
      }
      if (first != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("it is not a JSON object");
      }
      EventHead head = read(parser);
      JsonDocument.requireEnd(parser);
      return head;
    } catch (JacksonException e) {
      throw JsonDocument.noJson(e);
    }
  }

  private static EventHead read(JsonParser parser) {
    Map<String, String> texts = new HashMap<>();
    boolean hidden = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING && isOfInterest(name)) {
        texts.put(name, parser.getString());
      } else if (value == JsonToken.START_OBJECT
          && (name.equals("args") || name.equals("extras"))) {
        hidden = hides(parser) || hidden;
      } else {
        parser.skipChildren();
      }
    }
    return new EventHead(texts, hidden);
  }

  private static boolean isOfInterest(String name) {
    return switch (name) {
      case "action", "observation", "kind", "source", "timestamp" -> true;
      default -> false;
    };
  }

  private static boolean hides(JsonParser parser) {
    boolean hidden = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("hidden")) {
        hidden = value == JsonToken.VALUE_TRUE;
      }
      parser.skipChildren();
    }
    return hidden;
  }

  Optional<String> source() {
    return Optional.ofNullable(texts.get("source"));
  }

  Optional<String> timestamp() {
    return Optional.ofNullable(texts.get("timestamp"));
  }

  /** Returns whether the event is of a type: a name alone, or with what it is the name of. */
  boolean isOf(String type) {
    int colon = type.indexOf(':');
    if (colon >= 0) {
      return type.substring(colon + 1).equals(texts.get(type.substring(0, colon)));
    }
    return type.equals(texts.get("action"))
        || type.equals(texts.get("observation"))
        || type.equals(texts.get("kind"));
  }
}
