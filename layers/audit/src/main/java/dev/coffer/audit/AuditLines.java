package dev.coffer.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The files of a trail, named by the number of their first line: {@code
 * audit-0000000000000001.jsonl}.
 */
final class AuditLines {
  private static final int LONGEST = 1 << 20;
  private static final int FIRST_LOOK = 1 << 12;

  private static final Pattern NAME = Pattern.compile("audit-\\d{16,19}\\.jsonl");

  private AuditLines() {}

  /** Receives one line, without its end. */
  interface Visitor {
    void line(byte[] line) throws IOException;
  }

  static String name(long firstSequence) {
    return String.format(Locale.ROOT, "audit-%016d.jsonl", firstSequence);
  }

  /** Returns the files in the order of their lines; files with other names are ignored. */
  static List<String> files(TrailFolder folder) throws IOException {
    return folder.names().stream().filter(AuditLines::isName).sorted().toList();
  }

  /** Returns whether a name has the form of {@link #name}. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Returns the number in a name. */
  static long firstSequence(String name) {
    return Long.parseLong(name.substring(name.indexOf('-') + 1, name.indexOf('.')));
  }

  /**
   * Returns the line that ends at a position of a file, without its end.
   *
   * @return empty if no line ends there
   */
  static byte[] lastLine(TrailFolder folder, String name, long end) throws IOException {
    try (FileChannel file = PinnedFile.read(folder, name)) {
      for (int length = FIRST_LOOK; ; length *= 2) {
        byte[] tail = tail(file, end, (int) Math.min(length, end));
        int last = tail.length - 1;
        int before = last - 1;
        while (before >= 0 && tail[before] != '\n') {
          before--;
        }
        if (before >= 0 || tail.length == end || length > LONGEST) {
          return tail[last] == '\n' ? Arrays.copyOfRange(tail, before + 1, last) : new byte[0];
        }
      }
    }
  }

  private static byte[] tail(FileChannel file, long end, int length) throws IOException {
    ByteBuffer tail = ByteBuffer.allocate(length);
    while (tail.hasRemaining()) {
      if (file.read(tail, end - length + tail.position()) < 0) {
        throw new EOFException("the file was truncated while it was read");
      }
    }
    return tail.array();
  }

  /**
   * Visits the complete lines.
   *
   * @param bytes the bytes of a file; closed at the end
   * @param file the name of the file, for messages
   * @return the number of bytes after the last of them
   */
  static long each(InputStream bytes, String file, Visitor visitor) throws IOException {
    try (InputStream in = new BufferedInputStream(bytes, 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          visitor.line(line.toByteArray());
          line.reset();
        } else {
          if (line.size() == LONGEST) {
            throw new IOException(file + " has a line of more than " + LONGEST + " bytes");
          }
          line.write(b);
        }
      }
      return line.size();
    }
  }
}
