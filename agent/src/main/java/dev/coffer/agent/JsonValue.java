package dev.coffer.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A value of JSON, immutable. An object keeps the order of its keys and a number its text, so that
 * what is written again has the same values in the same order, also those that no Java number can
 * hold.
 */
sealed interface JsonValue {
  static JsonValue of(String text) {
    return new Text(text);
  }

  static JsonValue of(boolean value) {
    return new Word(Boolean.toString(value));
  }

  static JsonValue of(long number) {
    return new Word(Long.toString(number));
  }

  /** A string. */
  record Text(String value) implements JsonValue {}

  /** A number, {@code true}, {@code false} or {@code null}, as it was written. */
  record Word(String text) implements JsonValue {
    static final Word NULL = new Word("null");

    boolean isNumber() {
      char last = text.charAt(text.length() - 1);
      return (last >= '0' && last <= '9') || text.equals("NaN") || text.endsWith("Infinity");
    }
  }

  /** An array. */
  record Items(List<JsonValue> values) implements JsonValue {
    static final Items NONE = new Items(List.of());

    public Items {
      values = Collections.unmodifiableList(values);
    }
  }

  /** An object. If a key was given twice, its last value counts. */
  record Fields(Map<String, JsonValue> values) implements JsonValue {
    static final Fields NONE = new Fields(Map.of());

    public Fields {
      values = Collections.unmodifiableMap(values);
    }

    /** Returns a value; empty if the key is absent or its value is null. */
    Optional<JsonValue> find(String name) {
      return Optional.ofNullable(values.get(name)).filter(value -> !value.equals(Word.NULL));
    }

    /** Returns a string; empty if the key is absent or its value is of another type. */
    Optional<String> text(String name) {
      return find(name).filter(Text.class::isInstance).map(value -> ((Text) value).value());
    }

    /** Returns an object; empty if the key is absent or its value is of another type. */
    Optional<Fields> fields(String name) {
      return find(name).filter(Fields.class::isInstance).map(Fields.class::cast);
    }

    /** Returns whether the key is there, even with the value null. */
    boolean has(String name) {
      return values.containsKey(name);
    }

    /** Returns a copy in which a key has a value: at its place, or as the last one. */
    Fields with(String name, JsonValue value) {
      Map<String, JsonValue> changed = new LinkedHashMap<>(values);
      changed.put(name, value);
      return new Fields(changed);
    }

    /** Returns a copy without a key. */
    Fields without(String name) {
      Map<String, JsonValue> changed = new LinkedHashMap<>(values);
      changed.remove(name);
      return new Fields(changed);
    }
  }

  /** Returns a copy whose strings are changed, at any depth; keys are not. */
  default JsonValue mapTexts(UnaryOperator<String> change) {
    if (this instanceof Text text) {
      return new Text(change.apply(text.value()));
    }
    if (this instanceof Items items) {
      List<JsonValue> changed = new ArrayList<>(items.values().size());
      items.values().forEach(value -> changed.add(value.mapTexts(change)));
      return new Items(changed);
    }
    if (this instanceof Fields fields) {
      Map<String, JsonValue> changed = new LinkedHashMap<>();
      fields.values().forEach((name, value) -> changed.put(name, value.mapTexts(change)));
      return new Fields(changed);
    }
    return this;
  }
}
