package dev.coffer.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads JSON as the programs that wrote it understand it: {@code NaN} and {@code Infinity} are
 * numbers, and of a key that is there twice the last value counts.
 */
final class JsonDocument {
  private static final int DEPTH = 900;

  /** As deep as Python's own reader goes; text and numbers have any length. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonDocument() {}

  /**
   * Reads one value.
   *
   * @throws NotJsonException if the text is no JSON. The message says where, and shows nothing of
   *     it
   */
  static JsonValue parse(String json) {
    try (JsonParser parser = parser(json)) {
      JsonValue value = value(parser, parser.nextToken());
      requireEnd(parser);
      return value;
    } catch (JacksonException e) {
      throw noJson(e);
    }
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException if the text is no JSON, then a {@link NotJsonException}, or no
   *     object
   */
  static JsonValue.Fields parseObject(String json) {
    if (parse(json) instanceof JsonValue.Fields fields) {
      return fields;
    }
    throw new IllegalArgumentException("it is JSON, but not an object");
  }

  static JsonParser parser(String json) {
    return FACTORY.createParser(ObjectReadContext.empty(), json);
  }

  static void requireEnd(JsonParser parser) {
    if (parser.nextToken() != null) {
      throw noJson("text follows the value", parser.currentTokenLocation());
    }
  }

  /** Its own message may quote the text; the location does not. */
  static NotJsonException noJson(JacksonException e) {
    return e.getLocation() == null
        ? new NotJsonException("it is nested more than " + DEPTH + " levels deep")
        : noJson("it is not valid JSON", e.getLocation());
  }

  private static NotJsonException noJson(String problem, TokenStreamLocation at) {
    return new NotJsonException(
        problem + ", at line " + at.getLineNr() + ", column " + at.getColumnNr());
  }

  /** Reads the value that begins with a token. */
  static JsonValue value(JsonParser parser, JsonToken token) {
    if (token == null) {
      throw noJson("it is not valid JSON: it ends too early", parser.currentLocation());
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new JsonValue.Text(parser.getString());
      default -> word(parser);
    };
  }

  private static JsonValue.Fields object(JsonParser parser) {
    Map<String, JsonValue> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      values.put(name, value(parser, parser.nextToken()));
    }
    return new JsonValue.Fields(values);
  }

  private static JsonValue.Items array(JsonParser parser) {
    List<JsonValue> values = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      values.add(value(parser, next));
    }
    return new JsonValue.Items(values);
  }

  private static JsonValue word(JsonParser parser) {
    String text = parser.getString();
    if (text.endsWith("INF") || text.startsWith("+")) {
      throw noJson("it is not valid JSON", parser.currentTokenLocation());
    }
    return new JsonValue.Word(text);
  }
}
