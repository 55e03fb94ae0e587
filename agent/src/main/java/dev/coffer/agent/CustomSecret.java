package dev.coffer.agent;

import dev.coffer.config.Secret;
import java.util.Optional;

/**
 * A secret that a user gave a name.
 *
 * @param secret the value, which is not shown
 * @param description what it is for; empty if nothing is said
 */
public record CustomSecret(Secret secret, String description) {
  /**
   * Returns a secret.
   *
   * @param secret the value
   * @param description what it is for
   * @return the secret
   */
  public static CustomSecret of(String secret, String description) {
    return new CustomSecret(new Secret(secret), description);
  }

  /** Reads an entry; empty if its value is not known. */
  static Optional<CustomSecret> read(JsonValue.Fields entry) {
    return entry
        .text("secret")
        .filter(value -> !value.equals(MaskedSecrets.MASK))
        .map(value -> of(value, entry.text("description").orElse("")));
  }

  /** Returns an entry with this secret, or with the present one if this is a mask. */
  JsonValue.Fields write(JsonValue.Fields present) {
    boolean masked = secret.reveal().equals(MaskedSecrets.MASK);
    JsonValue kept = present.text("secret").map(JsonValue::of).orElse(JsonValue.Word.NULL);
    return present
        .with("secret", masked ? kept : JsonValue.of(secret.reveal()))
        .with("description", JsonValue.of(description));
  }
}
