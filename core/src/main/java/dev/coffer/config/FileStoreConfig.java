package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.text.JsonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a store to be opened. It is immutable, and does no I/O before {@link
 * FileStores#open(FileStoreConfig)}.
 *
 * <pre>{@code
 * FileStoreConfig config =
 *     FileStoreConfig.builder().type("local").path("~/data").option("durability", "file").build();
 * }</pre>
 *
 * <p>An empty string counts as not set, everywhere.
 */
public final class FileStoreConfig {
  static final String WEBHOOK_URL = "webhook.url";
  static final String WEBHOOK_HEADERS = "webhook.headers";
  static final String WEBHOOK_BATCH = "webhook.batch";
  private static final String URI = "uri";

  private final Map<String, String> environment;
  private final @Nullable String name;
  private final @Nullable Setting uri;
  private final @Nullable Setting type;
  private final @Nullable Setting path;
  private final Map<String, Setting> named;
  private final Map<String, String> options;
  private final List<Setting> settings;
  private final @Nullable Setting directory;

  private FileStoreConfig(Builder builder) {
    this.environment = builder.environment;
    this.name = builder.name;
    this.uri = builder.uri;
    this.type = builder.type;
    this.path = builder.path;
    this.named = Map.copyOf(builder.named);
    this.options = Map.copyOf(builder.options);
    this.settings = List.copyOf(builder.settings);
    this.directory = builder.directory;
  }

  /**
   * Returns a builder. Without a type and a URI, the store is of type {@code local}.
   *
   * @return a builder with nothing set
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the configuration that environment variables define: {@code FILE_STORE} (the type,
   * {@code local} if unset), {@code FILE_STORE_PATH}, {@code FILE_STORE_WEB_HOOK_URL}, {@code
   * FILE_STORE_WEB_HOOK_HEADERS} (a JSON object), {@code FILE_STORE_WEB_HOOK_BATCH} and the
   * variables of each option.
   *
   * @param environment names and values; an empty value counts as unset
   * @return a configuration that reads no other environment
   */
  public static FileStoreConfig fromEnvironment(Map<String, String> environment) {
    Builder builder = builder().environment(environment);
    builder.type = variable("type", environment, "FILE_STORE");
    builder.path = variable("path", environment, "FILE_STORE_PATH");
    builder.own(WEBHOOK_URL, variable(WEBHOOK_URL, environment, "FILE_STORE_WEB_HOOK_URL"));
    builder.own(
        WEBHOOK_HEADERS, variable(WEBHOOK_HEADERS, environment, "FILE_STORE_WEB_HOOK_HEADERS"));
    builder.own(WEBHOOK_BATCH, variable(WEBHOOK_BATCH, environment, "FILE_STORE_WEB_HOOK_BATCH"));
    return builder.build();
  }

  private static @Nullable Setting variable(
      String name, Map<String, String> environment, String variable) {
    return Setting.ofVariable(name, environment, variable).orElse(null);
  }

  Map<String, String> environment() {
    return environment;
  }

  /** Returns the name that the store is configured under. */
  Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** Returns what errors call the store. */
  String label(String type) {
    return name == null ? type : "@" + name;
  }

  /** Returns whether a setting is the URI; an empty one counts as not set. */
  static boolean isUri(Setting setting) {
    return OptionName.key(setting.name()).equals(URI) && !setting.value().isEmpty();
  }

  /** Returns whether a named store is given instead of a URI. */
  boolean isReference() {
    return uri != null && name == null && uri.value().startsWith("@");
  }

  Optional<Setting> uri() {
    return Optional.ofNullable(uri);
  }

  Setting type() {
    return type == null ? new Setting("type", "local", Setting.OPTION) : type;
  }

  Optional<Setting> path() {
    return Optional.ofNullable(path);
  }

  /** Returns the value of an option that has its own method or variable here. */
  Optional<Setting> named(String option) {
    return Optional.ofNullable(named.get(option));
  }

  Map<String, String> options() {
    return options;
  }

  /** Returns the options that were set with their sources. */
  List<Setting> settings() {
    return settings;
  }

  /** Returns the directory of the store that becomes its root. */
  Optional<Setting> directory() {
    return Optional.ofNullable(directory);
  }

  /** Returns the names of the options that are set, without their values. */
  @Override
  public String toString() {
    Set<String> names = new TreeSet<>(options.keySet());
    settings.forEach(setting -> names.add(setting.name()));
    return "FileStoreConfig(" + place() + ", options " + names + ")";
  }

  private String place() {
    if (uri == null) {
      return type().value() + (path == null ? "" : " " + path.value());
    }
    if (isReference()) {
      return uri.value();
    }
    try {
      return StoreUri.parse(uri.value()).toString();
    } catch (IllegalArgumentException e) {
      // Opening it reports why; a URI that cannot be parsed may contain a secret anywhere.
      return "a URI that cannot be read";
    }
  }

  /** Builds a {@link FileStoreConfig}. Not safe for use by several threads. */
  public static final class Builder {
    private final Map<String, String> options = new LinkedHashMap<>();
    private Map<String, String> environment = System.getenv();
    private @Nullable String name;
    private @Nullable Setting uri;
    private @Nullable Setting type;
    private @Nullable Setting path;
    private final Map<String, Setting> named = new LinkedHashMap<>();
    private final List<Setting> settings = new ArrayList<>();
    private @Nullable Setting directory;

    private Builder() {}

    /**
     * Sets the type of the store: {@code local}, {@code memory}, {@code s3}, {@code google_cloud},
     * or one of a plug-in.
     *
     * @param value in any letter case; null or empty for {@code local}
     * @return this builder
     */
    public Builder type(@Nullable String value) {
      type = given("type", value);
      return this;
    }

    /**
     * Sets the location of the store: a directory for {@code local}, {@code bucket} or {@code
     * bucket/prefix} for object stores, the shared name for {@code memory}.
     *
     * @param value the path, in which a leading {@code ~/} is the home directory and nothing is
     *     decoded; null or empty for none
     * @return this builder
     */
    public Builder path(@Nullable String value) {
      path = given("path", value);
      return this;
    }

    /**
     * Sets type, path and options as one URI, instead of {@link #type} and {@link #path}. An {@link
     * #option} overrides the same parameter of the URI, or the same setting of a named store.
     *
     * @param value a URI or a named store, as described at {@link FileStores#open(String)}
     * @return this builder
     */
    public Builder uri(String value) {
      uri = new Setting(URI, value, Setting.URI);
      return this;
    }

    /**
     * Sets the name that the store is configured under, where an application has several. Errors
     * show it as {@code @NAME}. The layers of a store that is not local keep their own files under
     * this name too, so that two names never share an outbox.
     *
     * @param value letters, digits, {@code -} and {@code _}, beginning with a letter or a digit
     * @return this builder
     * @throws ConfigurationException if the name has another form
     */
    public Builder name(String value) {
      name = StoreReference.checked(value);
      return this;
    }

    /**
     * Sets the URI and options from a source that can be named, such as the lines of a file: errors
     * and diagnosis then state the source of each. The setting {@code uri} is the URI; each other
     * one is an option. An {@link #option} overrides a setting, and a setting overrides the same
     * parameter of the URI. A secret may be given as {@code env:VARIABLE} or {@code file:PATH}.
     *
     * @param values names in any spelling, values as a user writes them, and where each was found,
     *     for people; those of an earlier call remain. An empty value counts as not set
     * @return this builder
     */
    public Builder settings(Collection<Setting> values) {
      for (Setting setting : values) {
        if (isUri(setting)) {
          uri = setting;
        } else if (!OptionName.key(setting.name()).equals(URI)) {
          settings.add(setting);
        }
      }
      return this;
    }

    /**
     * Sets the receiver of every change: the option {@code webhook.url}.
     *
     * @param value an http or https URL; null or empty for none
     * @return this builder
     */
    public Builder webHookUrl(@Nullable String value) {
      return own(WEBHOOK_URL, given(WEBHOOK_URL, value));
    }

    /**
     * Sets the headers of each request to the receiver: the option {@code webhook.headers}. They
     * may contain a key, so they are never shown. They have no effect without a receiver.
     *
     * @param headers names and values, replacing those set before; an empty map counts as set too,
     *     so that no session key is sent
     * @return this builder
     */
    public Builder webHookHeaders(Map<String, String> headers) {
      return own(WEBHOOK_HEADERS, given(WEBHOOK_HEADERS, JsonText.object(new TreeMap<>(headers))));
    }

    /**
     * Sets whether changes are sent in batches instead of one request each: the option {@code
     * webhook.batch}. It has no effect without a receiver.
     *
     * @param batched true for batches
     * @return this builder
     */
    public Builder webHookBatch(boolean batched) {
      return own(WEBHOOK_BATCH, given(WEBHOOK_BATCH, Boolean.toString(batched)));
    }

    /** Restricts the store to the directory of a reference. */
    Builder below(StoreReference reference) {
      String path = reference.directory().toString();
      directory = Setting.of("scope", path, "@" + reference.name() + "/" + path).orElse(null);
      return this;
    }

    /** Adds what another configuration sets beside a URI; that wins. */
    Builder overriddenBy(FileStoreConfig other) {
      options.putAll(other.options);
      named.putAll(other.named);
      settings.removeIf(mine -> new Spellings(other.settings).find(mine.name()).isPresent());
      settings.addAll(other.settings);
      return this;
    }

    private Builder own(String option, @Nullable Setting value) {
      if (value == null) {
        named.remove(option);
      } else {
        named.put(option, value);
      }
      return this;
    }

    /**
     * Sets an option of the store or of a layer. Setting a key again replaces its value. Letter
     * case and dashes are ignored, but two spellings with different values are an error when the
     * store is opened.
     *
     * @param key the name of an option of the store's type or of a layer
     * @param value its value; empty for not set
     * @return this builder
     */
    public Builder option(String key, String value) {
      options.put(key, value);
      return this;
    }

    /**
     * Sets the environment variables that supply the options that are not set. Without this call,
     * they are those of the process.
     *
     * @param variables names and values; an empty value counts as unset
     * @return this builder
     */
    public Builder environment(Map<String, String> variables) {
      environment = Map.copyOf(variables);
      return this;
    }

    /**
     * Creates the configuration.
     *
     * @return an immutable value
     * @throws ConfigurationException if both a URI and a type or a path are set, or a name and none
     *     of them
     */
    public FileStoreConfig build() {
      if (name != null && uri == null && type == null && path == null) {
        throw ConfigurationErrors.forStore(
            "@" + name, "the store has no uri: give one, such as s3://bucket/prefix", null);
      }
      if (uri != null && (type != null || path != null)) {
        throw ConfigurationErrors.of("a URI names type and path: give the one or the others");
      }
      return new FileStoreConfig(this);
    }

    private static @Nullable Setting given(String name, @Nullable String value) {
      return Setting.of(name, value, Setting.OPTION).orElse(null);
    }
  }
}
