package dev.coffer.agent;

import dev.coffer.ConflictException;
import dev.coffer.CorruptFileException;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.WriteOptions;
import dev.coffer.config.Secret;
import java.security.SecureRandom;
import java.util.HexFormat;

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
    try {
      return read(store);
    } catch (NotFoundException e) {
      return create(store);
    }
  }

  private static Secret create(FileStore store) {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    try {
      store.write(PATH, secret, WriteOptions.DEFAULTS.ifAbsent());
      return new Secret(secret);
    } catch (ConflictException e) {
      return read(store); // Another process was first.
    }
  }

  private static Secret read(FileStore store) {
    String secret = store.readString(PATH).strip();
    if (secret.isEmpty()) {
      String hint = "it is blank; delete it, so that a new secret is made";
      throw new CorruptFileException(JsonFile.context(store, PATH), hint, null);
    }
    return new Secret(secret);
  }
}
