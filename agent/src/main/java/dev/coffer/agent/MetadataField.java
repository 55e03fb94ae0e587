package dev.coffer.agent;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A field of the metadata of a conversation.
 *
 * @param name its key
 * @param absent its value in a file without it; empty if it must be there
 * @param normal checks a value and returns it as it is written; an {@link IllegalArgumentException}
 *     says what it should be
 */
record MetadataField(String name, Optional<JsonValue> absent, UnaryOperator<JsonValue> normal) {
  private static final JsonValue NULL = JsonValue.Word.NULL;
  private static final int MOST_DIGITS = 400;
  private static final Set<String> PROVIDERS =
      Set.of("github", "gitlab", "bitbucket", "azure_devops", "enterprise_sso");
  private static final Set<String> TRIGGERS =
      Set.of(
          "resolver",
          "gui",
          "suggested_task",
          "openhands_api",
          "slack",
          "microagent_management",
          "jira",
          "jira_dc",
          "linear",
          "bitbucket");

  /** All fields, in the order in which they are written. */
  static final List<MetadataField> ALL =
      List.of(
          required("conversation_id", MetadataField::text),
          required("selected_repository", orNull(MetadataField::text)),
          text("user_id"),
          text("selected_branch"),
          optional("git_provider", value -> oneOf(value, PROVIDERS)),
          text("title"),
          optional("last_updated_at", MetadataField::time),
          optional("trigger", value -> oneOf(value, TRIGGERS)),
          with("pr_number", new JsonValue.Items(List.of()), MetadataField::integers),
          required("created_at", MetadataField::time),
          text("llm_model"),
          with("accumulated_cost", new JsonValue.Word("0.0"), MetadataField::decimal),
          with("prompt_tokens", JsonValue.of(0), MetadataField::integer),
          with("completion_tokens", JsonValue.of(0), MetadataField::integer),
          with("total_tokens", JsonValue.of(0), MetadataField::integer),
          text("sandbox_id"),
          text("conversation_version"));

  /**
   * Returns an object with all fields in their order and form, followed by those of nobody here.
   */
  static JsonValue.Fields normal(JsonValue.Fields given) {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    for (MetadataField field : ALL) {
      fields.put(field.name(), field.valueIn(given));
    }
    given.values().forEach(fields::putIfAbsent);
    return new JsonValue.Fields(fields);
  }

  private JsonValue valueIn(JsonValue.Fields given) {
    if (!given.has(name)) {
      return absent.orElseThrow(() -> new IllegalArgumentException("'" + name + "' is missing"));
    }
    try {
      return normal.apply(given.values().getOrDefault(name, NULL));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + name + "' is wrong: " + e.getMessage(), e);
    }
  }

  // ---- Kinds of fields

  private static MetadataField required(String name, UnaryOperator<JsonValue> normal) {
    return new MetadataField(name, Optional.empty(), normal);
  }

  private static MetadataField with(
      String name, JsonValue absent, UnaryOperator<JsonValue> normal) {
    return new MetadataField(name, Optional.of(absent), normal);
  }

  private static MetadataField optional(String name, UnaryOperator<JsonValue> normal) {
    return with(name, NULL, orNull(normal));
  }

  private static MetadataField text(String name) {
    return optional(name, MetadataField::text);
  }

  private static UnaryOperator<JsonValue> orNull(UnaryOperator<JsonValue> normal) {
    return value -> value.equals(NULL) ? value : normal.apply(value);
  }

  // ---- Values

  private static JsonValue text(JsonValue value) {
    if (value instanceof JsonValue.Text) {
      return value;
    }
    throw new IllegalArgumentException("it should be text");
  }

  private static JsonValue oneOf(JsonValue value, Collection<String> names) {
    if (value instanceof JsonValue.Text text && names.contains(text.value())) {
      return value;
    }
    throw new IllegalArgumentException("it should be one of " + names.stream().sorted().toList());
  }

  private static JsonValue time(JsonValue value) {
    if (value instanceof JsonValue.Text text) {
      return JsonValue.of(ConversationTime.parse(text.value()).toString());
    }
    if (value instanceof JsonValue.Word word && word.isNumber()) {
      return JsonValue.of(ConversationTime.ofNumber(word.text()).toString());
    }
    throw new IllegalArgumentException("it should be a time");
  }

  private static JsonValue integers(JsonValue value) {
    if (value instanceof JsonValue.Items items) {
      return new JsonValue.Items(items.values().stream().map(MetadataField::integer).toList());
    }
    throw new IllegalArgumentException("it should be a list of integers");
  }

  private static JsonValue integer(JsonValue value) {
    try {
      if (value instanceof JsonValue.Word word
          && word.isNumber()
          && word.text().length() < MOST_DIGITS) {
        return JsonValue.of(new BigDecimal(word.text()).longValueExact());
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("it should be an integer", e);
    }
    throw new IllegalArgumentException("it should be an integer");
  }

  private static JsonValue decimal(JsonValue value) {
    if (value instanceof JsonValue.Word word && word.isNumber()) {
      boolean whole = word.text().chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
      return whole ? new JsonValue.Word(word.text() + ".0") : word;
    }
    throw new IllegalArgumentException("it should be a number");
  }

  /** Returns a number in the form of the existing server. */
  static JsonValue decimal(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("it should be a number: " + value);
    }
    return new JsonValue.Word(DecimalText.of(value));
  }
}
