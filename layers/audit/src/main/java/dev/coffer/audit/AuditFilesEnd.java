package dev.coffer.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of a trail in a directory. The line that the head names must exist, and the lines after
 * it must follow it: a kill leaves nothing else, and nothing else is continued.
 *
 * @param directory the directory of the trail
 * @param end the end of the last complete line; empty for a new trail
 * @param behind the number of lines after the head
 * @param half the number of bytes after the last line
 * @param sealed whether the last line is a seal
 * @param day the day of the last line
 * @param empty the files without a line that are newer than the one with the end
 */
record AuditFilesEnd(
    TrailFolder directory,
    Optional<AuditHead> end,
    long behind,
    long half,
    boolean sealed,
    LocalDate day,
    List<String> empty) {

  /** Determines the end; changes nothing. */
  static AuditFilesEnd find(TrailFolder directory, Optional<AuditHead> noted, long headSize)
      throws IOException {
    List<String> files = AuditLines.files(directory);
    List<String> empty = new ArrayList<>();
    String file = noted.map(AuditHead::file).orElse("");
    for (int i = files.size() - 1; i >= 0 && isAfter(files.get(i), file); i--) {
      PinnedFile.requireRegular(directory, files.get(i));
      if (directory.attributes(files.get(i)).size() > 0) {
        throw new DamagedTrailException(
            directory.toString(),
            noted.isEmpty()
                ? "its head is missing or damaged"
                : files.get(i) + " has lines that are missing from the head");
      }
      empty.add(files.get(i));
    }
    if (noted.isPresent()) {
      return behind(directory, noted.get(), empty);
    }
    if (headSize > 0) {
      throw new DamagedTrailException(directory.toString(), "its head is damaged");
    }
    requireNext(directory, Chain.EMPTY, empty);
    return new AuditFilesEnd(directory, noted, 0, 0, false, LocalDate.EPOCH, empty);
  }

  /** A killed writer leaves at most one file without lines, the one for the next line. */
  private static void requireNext(TrailFolder directory, Chain end, List<String> empty)
      throws DamagedTrailException {
    String next = AuditLines.name(end.sequence() + 1);
    for (String file : empty) {
      if (!file.equals(next)) {
        throw new DamagedTrailException(directory.shown(file), "it is not a file of this trail");
      }
    }
  }

  private static boolean isAfter(String file, String name) {
    return file.compareTo(name) > 0;
  }

  private static AuditFilesEnd behind(TrailFolder directory, AuditHead head, List<String> empty)
      throws IOException {
    require(directory, head);
    String name = directory.shown(head.file());
    Following lines = Following.in(name, head.chain());
    try (FileChannel file = PinnedFile.read(directory, head.file())) {
      InputStream rest = Channels.newInputStream(file.position(head.size()));
      long half = AuditLines.each(rest, name, lines);
      AuditHead end = new AuditHead(head.file(), head.size() + lines.size(), lines.end());
      Following last = lines.lines() > 0 || head.size() == 0 ? lines : lineAt(directory, head);
      if (last.isSealed() && half > 0) {
        throw new DamagedTrailException(name, "there is an incomplete line after the seal");
      }
      requireNext(directory, end.chain(), empty);
      return new AuditFilesEnd(
          directory, Optional.of(end), lines.lines(), half, last.isSealed(), last.day(), empty);
    }
  }

  boolean isNew() {
    return end.isEmpty();
  }

  AuditHead at() {
    return end.orElseThrow();
  }

  /**
   * Throws if the trail no longer contains the line with which it is known to have ended before.
   */
  void require(@Nullable AuditHead before) throws IOException {
    if (before == null) {
      return;
    }
    long last = end.map(head -> head.chain().sequence()).orElse(0L);
    if (isNew() || last < before.chain().sequence()) {
      throw new DamagedTrailException(
          directory.toString(),
          "it ended with line " + before.chain().sequence() + " before, and now with line " + last);
    }
    require(directory, before);
  }

  private static void require(TrailFolder directory, AuditHead head) throws IOException {
    if (!isThere(directory, head)) {
      throw new DamagedTrailException(
          directory.toString(),
          "lines are missing or changed at its end: line "
              + head.chain().sequence()
              + " is not where it was");
    }
  }

  private static boolean isThere(TrailFolder directory, AuditHead head) throws IOException {
    if (!AuditLines.isName(head.file()) || !isRegular(directory, head)) {
      return false;
    }
    if (head.size() > 0) {
      Following line = lineAt(directory, head);
      return line.hasEnd() && line.end().equals(head.chain());
    }
    return head.chain().equals(Chain.EMPTY) || isEndOfFileBefore(directory, head);
  }

  /** Returns whether its file is a regular file and at least as large as the head states. */
  private static boolean isRegular(TrailFolder directory, AuditHead head) throws IOException {
    try {
      BasicFileAttributes found = directory.attributes(head.file());
      return found.isRegularFile() && found.size() >= head.size();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** The end of a file without lines is that of the file before it. */
  private static boolean isEndOfFileBefore(TrailFolder directory, AuditHead head)
      throws IOException {
    Optional<String> before =
        AuditLines.files(directory).stream()
            .filter(file -> file.compareTo(head.file()) < 0)
            .reduce((a, b) -> b);
    if (before.isEmpty()) {
      return false;
    }
    String name = before.get();
    long size = directory.attributes(name).size();
    return size > 0 && isThere(directory, new AuditHead(name, size, head.chain()));
  }

  /** Returns the line that ends there. */
  private static Following lineAt(TrailFolder directory, AuditHead head) throws IOException {
    String name = directory.shown(head.file());
    Following line = Following.in(name);
    byte[] bytes = AuditLines.lastLine(directory, head.file(), head.size());
    if (bytes.length > 0) {
      line.line(bytes);
    }
    return line;
  }
}
