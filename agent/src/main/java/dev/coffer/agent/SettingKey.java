package dev.coffer.agent;

import dev.coffer.config.Secret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A field of {@link UserSettings}: its name in the file and its type.
 *
 * @param <T> the type of its value
 */
public final class SettingKey<T> {
  private static final List<SettingKey<?>> KEYS = new ArrayList<>();
  private static final int LEAST_CONDENSER_SIZE = 20;

  /** The language of the user interface, such as {@code en}. */
  public static final SettingKey<String> LANGUAGE = text("language");

  /** The agent that works, such as {@code CodeActAgent}. */
  public static final SettingKey<String> AGENT = text("agent");

  /** The most steps of an agent. */
  public static final SettingKey<Long> MAX_ITERATIONS = integer("max_iterations");

  /** Who judges what an agent wants to do. */
  public static final SettingKey<String> SECURITY_ANALYZER = text("security_analyzer");

  /** Whether an agent asks before it acts. */
  public static final SettingKey<Boolean> CONFIRMATION_MODE = flag("confirmation_mode");

  /** The language model. */
  public static final SettingKey<String> LLM_MODEL = text("llm_model");

  /** The key of the service of the language model. */
  public static final SettingKey<Secret> LLM_API_KEY = secret("llm_api_key");

  /** The address of the service of the language model. */
  public static final SettingKey<String> LLM_BASE_URL = text("llm_base_url");

  /** How large a remote runtime is. */
  public static final SettingKey<Long> REMOTE_RUNTIME_RESOURCE_FACTOR =
      integer("remote_runtime_resource_factor");

  /** Always written, with the value that other software expects; secrets are elsewhere. */
  static final SettingKey<String> SECRETS_STORE =
      object("secrets_store", "{\"provider_tokens\":{}}");

  /** Whether a long history is condensed; true unless set. */
  public static final SettingKey<Boolean> ENABLE_DEFAULT_CONDENSER =
      flag("enable_default_condenser", true);

  /** Whether the user interface makes sounds; false unless set. */
  public static final SettingKey<Boolean> ENABLE_SOUND_NOTIFICATIONS =
      flag("enable_sound_notifications", false);

  /** Whether conversations are suggested; true unless set. */
  public static final SettingKey<Boolean> ENABLE_PROACTIVE_CONVERSATION_STARTERS =
      flag("enable_proactive_conversation_starters", true);

  /** Whether it is judged if a task can be solved; true unless set. */
  public static final SettingKey<Boolean> ENABLE_SOLVABILITY_ANALYSIS =
      flag("enable_solvability_analysis", true);

  /** Whether the user agreed to analytics. */
  public static final SettingKey<Boolean> USER_CONSENTS_TO_ANALYTICS =
      flag("user_consents_to_analytics");

  /** The image that a sandbox is built on. */
  public static final SettingKey<String> SANDBOX_BASE_CONTAINER_IMAGE =
      text("sandbox_base_container_image");

  /** The image that a sandbox runs. */
  public static final SettingKey<String> SANDBOX_RUNTIME_CONTAINER_IMAGE =
      text("sandbox_runtime_container_image");

  /**
   * The tool servers, as the text of a JSON object. It may hold keys, so {@link
   * UserSettings#toString} does not show it.
   */
  public static final SettingKey<String> MCP_CONFIG = object("mcp_config", "null");

  /** The key of the search service. */
  public static final SettingKey<Secret> SEARCH_API_KEY = secret("search_api_key");

  /** The key of the sandbox service. */
  public static final SettingKey<Secret> SANDBOX_API_KEY = secret("sandbox_api_key");

  /** The most that a task may cost, in dollars. */
  public static final SettingKey<Double> MAX_BUDGET_PER_TASK =
      new SettingKey<>("max_budget_per_task", SettingType.DECIMAL, "null");

  /** The number of events from which a history is condensed, at least 20. */
  public static final SettingKey<Long> CONDENSER_MAX_SIZE =
      new SettingKey<>("condenser_max_size", SettingType.integer(LEAST_CONDENSER_SIZE), "null");

  /** The user's address. */
  public static final SettingKey<String> EMAIL = text("email");

  /** Whether the address is the user's. */
  public static final SettingKey<Boolean> EMAIL_VERIFIED = flag("email_verified");

  /** The name in commits. */
  public static final SettingKey<String> GIT_USER_NAME = text("git_user_name");

  /** The address in commits. */
  public static final SettingKey<String> GIT_USER_EMAIL = text("git_user_email");

  /** Whether the newer generation of conversations is used. */
  public static final SettingKey<Boolean> V1_ENABLED = flag("v1_enabled");

  private final String name;
  private final SettingType<T> type;
  private final JsonValue unset;

  private SettingKey(String name, SettingType<T> type, String unset) {
    this.name = name;
    this.type = type;
    this.unset = JsonDocument.parse(unset);
    KEYS.add(this);
  }

  private static SettingKey<String> text(String name) {
    return new SettingKey<>(name, SettingType.TEXT, "null");
  }

  private static SettingKey<Long> integer(String name) {
    return new SettingKey<>(name, SettingType.integer(Long.MIN_VALUE), "null");
  }

  private static SettingKey<Boolean> flag(String name) {
    return new SettingKey<>(name, SettingType.FLAG, "null");
  }

  private static SettingKey<Boolean> flag(String name, boolean unset) {
    return new SettingKey<>(name, SettingType.FLAG, Boolean.toString(unset));
  }

  private static SettingKey<Secret> secret(String name) {
    return new SettingKey<>(name, SettingType.SECRET, "null");
  }

  private static SettingKey<String> object(String name, String unset) {
    return new SettingKey<>(name, SettingType.OBJECT, unset);
  }

  /** Returns all keys, in the order of the file. */
  static List<SettingKey<?>> all() {
    return Collections.unmodifiableList(KEYS);
  }

  /**
   * Returns the name of the field in the file.
   *
   * @return for example {@code llm_model}
   */
  public String name() {
    return name;
  }

  /** Returns what the file has if the field was never set. */
  JsonValue unset() {
    return unset;
  }

  /**
   * Reads the field.
   *
   * @return empty if it is absent, null or only stands for a value
   * @throws IllegalArgumentException if the value has another type; the message does not show it
   */
  Optional<T> read(JsonValue.Fields fields) {
    JsonValue value = fields.values().getOrDefault(name, unset);
    try {
      return value.equals(JsonValue.Word.NULL) ? Optional.empty() : type.read(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + name + "' " + e.getMessage(), e);
    }
  }

  /** Returns the value as it is written, or the present one if it only stands for a value. */
  JsonValue write(T value, JsonValue.Fields present) {
    JsonValue written = type.write(value);
    return read(new JsonValue.Fields(Map.of(name, written))).isPresent()
        ? written
        : normal(present);
  }

  /** Returns the field as the existing server writes it; null for what only stands for a value. */
  JsonValue normal(JsonValue.Fields fields) {
    return read(fields).map(type::write).orElse(fields.has(name) ? JsonValue.Word.NULL : unset);
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
