package dev.coffer.agent;

import dev.coffer.ConflictException;
import dev.coffer.CorruptFileException;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import dev.coffer.config.Secret;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** The secret that the server signs its tokens with, in {@code .jwt_secret} at the root. */
public final class JwtSecret {
  private static final String PATH = ".jwt_secret";
  private static final int BYTES = 16;

  private JwtSecret() {}

  /**
   * Returns the secret, and creates it if it does not exist. All processes get the same one,
   * however many begin at the same time.
   *
   * @param store the store that holds the files of all users
   * @return 32 hexadecimal digits, unless the file was written by hand
   * @throws CorruptFileException if the file is blank
   */
  public static Secret of(FileStore store) {
    return find(store).orElseGet(() -> create(store));
  }

  private static Secret create(FileStore store) {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    try {
      store.write(PATH, secret, WriteOptions.DEFAULTS.ifAbsent());
      return new Secret(secret);
    } catch (ConflictException e) {
      return find(store).orElseThrow(() -> e); // Another process was first.
    }
  }

  private static Optional<Secret> find(FileStore store) {
    return OptionalFile.text(store, PATH).map(text -> secret(store, text.strip()));
  }

  private static Secret secret(FileStore store, String text) {
    if (text.isEmpty()) {
      String hint = "it is blank; delete it, so that a new secret is made";
      throw new CorruptFileException(JsonFile.context(store, PATH), hint, null);
    }
    return new Secret(text);
  }
}
