package dev.coffer.agent;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of a conversation of the second generation, immutable: a JSON object of which no field
 * is known here. What is not changed stays as it is, in its order and with its own numbers.
 *
 * <p>The existing server writes secrets in it encrypted with a key of its own, or as asterisks.
 * They are text here like any other.
 */
public final class ConversationState {
  /** A state without fields. */
  public static final ConversationState EMPTY = new ConversationState(JsonValue.Fields.NONE);

  private final JsonValue.Fields fields;

  private ConversationState(JsonValue.Fields fields) {
    this.fields = fields;
  }

  /**
   * Reads a state.
   *
   * @param json the text of a file {@code base_state.json}
   * @return the state
   * @throws IllegalArgumentException if it is no JSON object. The message does not show the text
   */
  public static ConversationState parse(String json) {
    return new ConversationState(JsonDocument.parseObject(json));
  }

  /**
   * Returns the names of all outermost fields.
   *
   * @return the names, in the order of the file
   */
  public Set<String> fields() {
    return fields.values().keySet();
  }

  /**
   * Returns the value of a field.
   *
   * @param field its name
   * @return the value as JSON without blanks, a text with its quotes; empty if the field is absent
   *     or its value is null
   */
  public Optional<String> get(String field) {
    return fields.find(field).map(JsonForm.COMPACT::write);
  }

  /**
   * Returns a state with another value of a field, which stays where it is, or becomes the last.
   *
   * @param field its name
   * @param json the value as JSON, a text with its quotes. With {@code null} the field is left out,
   *     as the existing server does
   * @return a copy
   * @throws IllegalArgumentException if the text is not one value of JSON
   */
  public ConversationState with(String field, String json) {
    JsonValue value = value(field, json);
    return value.equals(JsonValue.Word.NULL)
        ? without(field)
        : new ConversationState(fields.with(field, value));
  }

  private static JsonValue value(String field, String json) {
    try {
      return JsonDocument.parse(json);
    } catch (NotJsonException e) {
      String hint = "; a text has its quotes";
      throw new IllegalArgumentException("'" + field + "': " + e.getMessage() + hint, e);
    }
  }

  /**
   * Returns a state without a field.
   *
   * @param field its name
   * @return a copy
   */
  public ConversationState without(String field) {
    return new ConversationState(fields.without(field));
  }

  /**
   * Returns the text of the file.
   *
   * @return JSON without blanks, as the existing server writes it
   */
  public String toJson() {
    return JsonForm.COMPACT.write(fields);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConversationState state && state.fields.equals(fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** Shows which fields there are, and no value. */
  @Override
  public String toString() {
    return "ConversationState" + fields();
  }
}
