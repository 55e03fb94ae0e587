package dev.coffer.agent;

import dev.coffer.config.Secret;
import java.util.Optional;

/**
 * A user's token of a provider of repositories.
 *
 * @param token the token, which is not shown
 * @param host the provider's host, if it is not the usual one
 * @param userId the user at the provider
 */
public record ProviderToken(Secret token, Optional<String> host, Optional<String> userId) {
  /**
   * Creates a token.
   *
   * @param token the token, which is not shown
   * @param host the provider's host, if it is not the usual one
   * @param userId the user at the provider
   * @throws IllegalArgumentException if the token is blank
   */
  public ProviderToken {
    if (token.reveal().isBlank()) {
      throw new IllegalArgumentException("a token is not blank");
    }
  }

  /**
   * Returns a token without a host and a user.
   *
   * @param token the token
   * @return the token
   */
  public static ProviderToken of(String token) {
    return new ProviderToken(new Secret(token), Optional.empty(), Optional.empty());
  }

  /** Reads an entry; empty if it has no token. */
  static Optional<ProviderToken> read(JsonValue.Fields entry) {
    return entry
        .text("token")
        .filter(MaskedSecrets::isValue)
        .map(token -> new ProviderToken(new Secret(token), entry.text("host"), id(entry)));
  }

  private static Optional<String> id(JsonValue.Fields entry) {
    return entry
        .find("user_id")
        .map(
            value ->
                value instanceof JsonValue.Text id ? id.value() : JsonForm.COMPACT.write(value));
  }

  /** Returns an entry with this token, or with the present one if this is a mask. */
  JsonValue.Fields write(JsonValue.Fields present) {
    String value = token.reveal();
    JsonValue kept = present.text("token").map(JsonValue::of).orElse(JsonValue.Word.NULL);
    return present
        .with("token", MaskedSecrets.isValue(value) ? JsonValue.of(value) : kept)
        .with("host", host.map(JsonValue::of).orElse(JsonValue.Word.NULL))
        .with("user_id", userId.map(JsonValue::of).orElse(JsonValue.Word.NULL));
  }
}
