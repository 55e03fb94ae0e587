package dev.coffer.soak;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process did, a line each, which a kill leaves behind. It lies on another disk than the
 * store.
 */
final class Journal {
  /** A change of a file is about to be made: path and value. */
  static final String BEGUN = "+";

  /** It was acknowledged. */
  static final String DONE = "=";

  /** An event is about to be appended: conversation and its mark. */
  static final String APPENDING = "a";

  /** It was acknowledged: conversation, mark and id. */
  static final String APPENDED = "A";

  /** Something that must not be. */
  static final String WRONG = "!";

  /** A call that failed as it may: the kind of error. */
  static final String FAILED = "?";

  /** What the process holds: seconds, bytes of heap, descriptors, threads. */
  static final String HELD = ".";

  /** The value of a file that is deleted. */
  static final String ABSENT = "-";

  private final BufferedWriter out;

  Journal(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
  }

  synchronized void write(String kind, Object... words) {
    try {
      out.write(kind);
      for (Object word : words) {
        out.write(" " + word);
      }
      out.write("\n");
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
