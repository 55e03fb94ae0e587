package dev.coffer.agent;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a user, immutable. Fields that are not known here are kept, and so are those of
 * files with a {@code schema_version}, which the newer generation of the existing server writes:
 * they keep their fields and their layout.
 *
 * <p>A secret that is blank or only asterisks in the file is one that is not known: it is empty
 * here. Setting a secret to {@value MaskedSecrets#MASK}, as a client does that sends back what it
 * was shown, keeps the present value.
 */
public final class UserSettings {
  /** Settings of which none is set. */
  public static final UserSettings EMPTY = new UserSettings(JsonValue.Fields.NONE);

  private static final String SCHEMA_VERSION = "schema_version";

  private final JsonValue.Fields fields;

  private UserSettings(JsonValue.Fields fields) {
    this.fields = fields;
  }

  /**
   * Reads settings.
   *
   * @param json the text of a settings file
   * @return the settings
   * @throws IllegalArgumentException if it is no JSON object or a known field has a value of
   *     another type. The message says which, and does not show the value
   */
  public static UserSettings parse(String json) {
    UserSettings settings = new UserSettings(JsonDocument.parseObject(json));
    SettingKey.all().forEach(settings::get);
    settings.schemaVersion();
    return settings;
  }

  /**
   * Returns a value.
   *
   * @param key the field
   * @param <T> the type of its value
   * @return the value, or the field's default; empty if it is not set and has none
   */
  public <T> Optional<T> get(SettingKey<T> key) {
    return key.read(fields);
  }

  /**
   * Returns settings with another value of a field.
   *
   * @param key the field
   * @param value the value
   * @param <T> the type of the value
   * @return a copy; an equal one for a secret that is blank or masked
   * @throws IllegalArgumentException if the field does not allow the value
   */
  public <T> UserSettings with(SettingKey<T> key, T value) {
    return new UserSettings(fields.with(key.name(), key.write(value, fields)));
  }

  /**
   * Returns settings in which a field is not set.
   *
   * @param key the field
   * @return a copy
   */
  public UserSettings without(SettingKey<?> key) {
    return new UserSettings(fields.with(key.name(), key.unset()));
  }

  /**
   * Returns settings with the fields of an object, as a client sends them: each replaces the field
   * of its name, and a masked secret keeps the present value.
   *
   * @param json the text of an object with some of the fields, also ones that are not known here
   * @return a copy
   * @throws IllegalArgumentException as from {@link #parse}
   */
  public UserSettings withAll(String json) {
    UserSettings sent = parse(json);
    return new UserSettings(MaskedSecrets.unmask(fields, sent.fields, true));
  }

  /**
   * Returns the version of the form of the newer generation.
   *
   * @return empty for settings of the older one
   * @throws IllegalArgumentException if it is no whole number
   */
  public OptionalInt schemaVersion() {
    Optional<JsonValue> version = fields.find(SCHEMA_VERSION);
    return version.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Math.toIntExact(SettingType.integer(0).read(version.get()).orElseThrow()));
  }

  /**
   * Returns the text of the file, with all secrets in the clear.
   *
   * @return JSON as the existing server writes it: all fields in its order without blanks, then
   *     those that are not known; or indented with the present fields alone if there is a {@link
   *     #schemaVersion}
   */
  public String toJson() {
    return schemaVersion().isPresent()
        ? JsonForm.INDENTED.write(fields)
        : JsonForm.COMPACT.write(complete());
  }

  /**
   * Returns the text of the file as a client may see it: whatever may be a secret is {@value
   * MaskedSecrets#MASK}, at any depth, as the names of the fields tell: each text and number below
   * a name such as {@code api_key}, {@code provider_tokens} or {@code password}, and all of {@code
   * env}, {@code headers} and {@code args}; and of addresses the user and the query. {@link
   * #withAll} takes it back. Other texts are shown, also if there is a secret in them.
   *
   * @return JSON in the form of {@link #toJson}
   */
  public String toMaskedJson() {
    return new UserSettings(MaskedSecrets.in(schemaVersion().isPresent() ? fields : complete()))
        .masked();
  }

  private String masked() {
    return (schemaVersion().isPresent() ? JsonForm.INDENTED : JsonForm.COMPACT).write(fields);
  }

  private JsonValue.Fields complete() {
    Map<String, JsonValue> all = new LinkedHashMap<>();
    SettingKey.all().forEach(key -> all.put(key.name(), key.normal(fields)));
    fields.values().forEach(all::putIfAbsent);
    return new JsonValue.Fields(all);
  }

  /**
   * Returns the names of the fields that the file has and that are not known here.
   *
   * @return the names, in the order of the file
   */
  public Set<String> unknownFields() {
    Map<String, JsonValue> unknown = new LinkedHashMap<>(fields.values());
    SettingKey.all().forEach(key -> unknown.remove(key.name()));
    return unknown.keySet();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UserSettings settings && settings.toJson().equals(toJson());
  }

  @Override
  public int hashCode() {
    return toJson().hashCode();
  }

  /** Shows which fields are set, and no value. */
  @Override
  public String toString() {
    Set<String> set = new LinkedHashSet<>(fields.values().keySet());
    set.removeIf(name -> fields.find(name).isEmpty());
    for (SettingKey<?> key : SettingKey.all()) {
      fields.find(key.name()).filter(key.unset()::equals).ifPresent(same -> set.remove(key.name()));
    }
    return "UserSettings" + set;
  }
}
