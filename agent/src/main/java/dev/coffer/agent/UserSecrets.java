package dev.coffer.agent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a user, immutable: tokens of providers of repositories, and secrets with names of
 * the user's choice. What is not known here is kept: fields, providers, entries without a value. An
 * indented file, as the newer generation of the existing server writes it, stays indented.
 *
 * <p>A secret of only ten asterisks stands for one that is not known: it is not among the secrets,
 * and adding it keeps the present value.
 */
public final class UserSecrets {
  /** No secrets. */
  public static final UserSecrets EMPTY = new UserSecrets(JsonValue.Fields.NONE, JsonForm.COMPACT);

  private static final String TOKENS = "provider_tokens";
  private static final String CUSTOM = "custom_secrets";
  private static final Set<String> PROVIDERS =
      Set.of("github", "gitlab", "bitbucket", "azure_devops", "enterprise_sso");

  private final JsonValue.Fields fields;
  private final JsonForm form;

  private UserSecrets(JsonValue.Fields fields, JsonForm form) {
    this.fields = fields;
    this.form = form;
  }

  /**
   * Reads secrets.
   *
   * @param json the text of a secrets file
   * @return the secrets
   * @throws IllegalArgumentException if it is no JSON object, or what should be the tokens or the
   *     secrets is none. The message shows nothing of the text
   */
  public static UserSecrets parse(String json) {
    JsonValue.Fields fields = JsonDocument.parseObject(json);
    requireObject(fields, TOKENS);
    requireObject(fields, CUSTOM);
    boolean indented = json.startsWith("{\n") || json.startsWith("{\r\n");
    return new UserSecrets(fields, indented ? JsonForm.INDENTED : JsonForm.COMPACT);
  }

  private static void requireObject(JsonValue.Fields fields, String name) {
    if (fields.find(name).isPresent() && fields.fields(name).isEmpty()) {
      throw new IllegalArgumentException("'" + name + "' is no object");
    }
  }

  /**
   * Returns the tokens.
   *
   * @return the tokens of known providers that are not empty, by provider, in the order of the
   *     file; unmodifiable
   */
  public Map<String, ProviderToken> providerTokens() {
    Map<String, ProviderToken> tokens = entries(TOKENS, ProviderToken::read);
    tokens.keySet().retainAll(PROVIDERS);
    return Collections.unmodifiableMap(tokens);
  }

  /**
   * Returns the secrets with names.
   *
   * @return the secrets by name, in the order of the file; unmodifiable
   */
  public Map<String, CustomSecret> customSecrets() {
    return Collections.unmodifiableMap(entries(CUSTOM, CustomSecret::read));
  }

  private <T> Map<String, T> entries(String name, Function<JsonValue.Fields, Optional<T>> read) {
    Map<String, T> entries = new LinkedHashMap<>();
    group(name)
        .values()
        .forEach(
            (key, value) -> {
              if (value instanceof JsonValue.Fields entry) {
                read.apply(entry).ifPresent(known -> entries.put(key, known));
              }
            });
    return entries;
  }

  /**
   * Returns secrets with a token of a provider.
   *
   * @param provider {@code github}, {@code gitlab}, {@code bitbucket}, {@code azure_devops} or
   *     {@code enterprise_sso}
   * @param token the token; ten asterisks keep the present one
   * @return a copy
   * @throws IllegalArgumentException if the provider is another
   */
  public UserSecrets withToken(String provider, ProviderToken token) {
    if (!PROVIDERS.contains(provider)) {
      throw new IllegalArgumentException("the provider is none of " + PROVIDERS);
    }
    return with(TOKENS, group(TOKENS).with(provider, token.write(entry(TOKENS, provider))));
  }

  /**
   * Returns secrets without a token of a provider.
   *
   * @param provider the provider
   * @return a copy
   */
  public UserSecrets withoutToken(String provider) {
    return with(TOKENS, group(TOKENS).without(provider));
  }

  /**
   * Returns secrets with another one.
   *
   * @param name its name
   * @param secret the secret; ten asterisks keep the present value
   * @return a copy
   */
  public UserSecrets withSecret(String name, CustomSecret secret) {
    return with(CUSTOM, group(CUSTOM).with(name, secret.write(entry(CUSTOM, name))));
  }

  /**
   * Returns secrets without one.
   *
   * @param name its name
   * @return a copy
   */
  public UserSecrets withoutSecret(String name) {
    return with(CUSTOM, group(CUSTOM).without(name));
  }

  private UserSecrets with(String group, JsonValue.Fields entries) {
    return new UserSecrets(fields.with(group, entries), form);
  }

  private JsonValue.Fields group(String name) {
    return fields.fields(name).orElse(JsonValue.Fields.NONE);
  }

  private JsonValue.Fields entry(String group, String name) {
    return group(group).fields(name).orElse(JsonValue.Fields.NONE);
  }

  /**
   * Returns the text of the file, with all secrets in the clear.
   *
   * @return JSON as the existing server writes it
   */
  public String toJson() {
    return form.write(form == JsonForm.COMPACT ? complete() : fields);
  }

  private JsonValue.Fields complete() {
    Map<String, JsonValue> all = new LinkedHashMap<>();
    all.put(TOKENS, group(TOKENS));
    all.put(CUSTOM, group(CUSTOM));
    fields.values().forEach(all::putIfAbsent);
    return new JsonValue.Fields(all);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UserSecrets secrets && secrets.toJson().equals(toJson());
  }

  @Override
  public int hashCode() {
    return toJson().hashCode();
  }

  /** Shows the names of the providers and secrets, and no value. */
  @Override
  public String toString() {
    return "UserSecrets[" + providerTokens().keySet() + ", " + customSecrets().keySet() + "]";
  }
}
