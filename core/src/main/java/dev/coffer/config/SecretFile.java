package dev.coffer.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A secret in a file, as container platforms mount them: {@code file:/run/secrets/key}. It is read
 * when the store is opened; a line break at its end is ignored.
 */
final class SecretFile {
  private static final String SCHEME = "file:";
  private static final int LARGEST = 64 << 10;

  private SecretFile() {}

  static boolean isReference(String text) {
    return text.startsWith(SCHEME);
  }

  static String read(String reference, Option<?> option, String type) {
    String name = Home.expand(reference.substring(SCHEME.length()), type);
    try {
      return nonEmpty(text(Path.of(name)).replaceFirst("\\r?\\n\\z", ""));
    } catch (CharacterCodingException e) {
      throw ConfigurationErrors.forStore(type, refusal(option, name, "it is no UTF-8"), null);
    } catch (IOException | InvalidPathException e) {
      throw ConfigurationErrors.forStore(type, refusal(option, name, e.toString()), e);
    }
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(Files.exists(file) ? "it is not a regular file" : "it does not exist");
    }
    ByteBuffer bytes = ByteBuffer.wrap(SmallFile.read(file, LARGEST));
    return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
  }

  private static String nonEmpty(String secret) throws IOException {
    if (secret.isEmpty()) {
      throw new IOException("it is empty");
    }
    return secret;
  }

  private static String refusal(Option<?> option, String file, String reason) {
    return "the file "
        + ConfigurationErrors.quoted(file)
        + " of the secret '"
        + option
        + "' cannot be read: "
        + reason;
  }
}
