package dev.coffer.agent;

import dev.coffer.FileStore;
import dev.coffer.NotTextException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file that need not be there: that is an answer, and no failure of which a layer should warn.
 */
final class OptionalFile {
  private OptionalFile() {}

  /** Returns the bytes of a file; empty if it does not exist. */
  static Optional<byte[]> bytes(FileStore store, String path) {
    try (Stream<byte[]> present = store.readAllPresent(List.of(path))) {
      return present.findFirst();
    }
  }

  /**
   * Returns the text of a file; empty if it does not exist.
   *
   * @throws NotTextException if it is not UTF-8
   */
  static Optional<String> text(FileStore store, String path) {
    return bytes(store, path).map(bytes -> text(store, path, bytes));
  }

  /** Returns the text that the bytes of a file are. */
  static String text(FileStore store, String path, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      } catch (CharacterCodingException e) {
        String hint = "it should be text in UTF-8; restore the file or delete it";
        throw new NotTextException(JsonFile.context(store, path), hint, e);
      }
    }
    return text;
  }
}
