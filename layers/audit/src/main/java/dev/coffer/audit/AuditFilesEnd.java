package dev.coffer.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a trail in a directory ends. The line that the head names must be there, and the lines
 * behind it must follow it: that is what a kill leaves, and nothing else is gone on behind.
 *
 * @param directory of the trail
 * @param end of the last whole line; nothing of a trail that nobody has written to
 * @param behind how many lines stand behind the head
 * @param half bytes after the last line
 * @param sealed whether the last line is a seal
 * @param day of the last line
 * @param empty files without a line that are newer than the one with the end
 */
record AuditFilesEnd(
    Path directory,
    Optional<AuditHead> end,
    long behind,
    long half,
    boolean sealed,
    LocalDate day,
    List<Path> empty) {

  /** Looks; nothing is changed. */
  static AuditFilesEnd find(Path directory, Optional<AuditHead> noted, long headSize)
      throws IOException {
    List<Path> files = AuditLines.files(directory);
    List<Path> empty = new ArrayList<>();
    String file = noted.map(AuditHead::file).orElse("");
    for (int i = files.size() - 1; i >= 0 && isAfter(files.get(i), file); i--) {
      PinnedFile.requireRegular(files.get(i));
      if (Files.size(files.get(i)) > 0) {
        throw new DamagedTrailException(
            directory.toString(),
            noted.isEmpty()
                ? "its head is missing or damaged"
                : files.get(i).getFileName() + " has lines of which the head does not know");
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

  /** A writer that is killed leaves the file of the next line without one, and no other. */
  private static void requireNext(Path directory, Chain end, List<Path> empty)
      throws DamagedTrailException {
    Path next = directory.resolve(AuditLines.name(end.sequence() + 1));
    for (Path file : empty) {
      if (!file.equals(next)) {
        throw new DamagedTrailException(file.toString(), "it is no file of this trail");
      }
    }
  }

  private static boolean isAfter(Path file, String name) {
    return String.valueOf(file.getFileName()).compareTo(name) > 0;
  }

  private static AuditFilesEnd behind(Path directory, AuditHead head, List<Path> empty)
      throws IOException {
    require(directory, head);
    String name = directory.resolve(head.file()).toString();
    Following lines = Following.in(name, head.chain());
    try (FileChannel file = PinnedFile.read(directory.resolve(head.file()))) {
      InputStream rest = Channels.newInputStream(file.position(head.size()));
      long half = AuditLines.each(rest, name, lines);
      AuditHead end = new AuditHead(head.file(), head.size() + lines.size(), lines.end());
      Following last = lines.lines() > 0 || head.size() == 0 ? lines : lineAt(directory, head);
      if (last.isSealed() && half > 0) {
        throw new DamagedTrailException(name, "half a line stands behind the seal");
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

  /** Refuses a trail that does not hold the line where it is known to have ended before. */
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

  private static void require(Path directory, AuditHead head) throws IOException {
    if (!isThere(directory, head)) {
      throw new DamagedTrailException(
          directory.toString(),
          "lines are missing or changed at its end: line "
              + head.chain().sequence()
              + " is not where it was");
    }
  }

  private static boolean isThere(Path directory, AuditHead head) throws IOException {
    Path file = directory.resolve(head.file());
    if (!AuditLines.isName(head.file()) || !isRegular(file) || Files.size(file) < head.size()) {
      return false;
    }
    if (head.size() > 0) {
      Following line = lineAt(directory, head);
      return line.hasEnd() && line.end().equals(head.chain());
    }
    return head.chain().equals(Chain.EMPTY) || isEndOfFileBefore(directory, head);
  }

  private static boolean isRegular(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Of a file without a line the end is that of the file before it. */
  private static boolean isEndOfFileBefore(Path directory, AuditHead head) throws IOException {
    Optional<Path> before =
        AuditLines.files(directory).stream()
            .filter(file -> String.valueOf(file.getFileName()).compareTo(head.file()) < 0)
            .reduce((a, b) -> b);
    if (before.isEmpty()) {
      return false;
    }
    String name = String.valueOf(before.get().getFileName());
    long size = Files.size(before.get());
    return size > 0 && isThere(directory, new AuditHead(name, size, head.chain()));
  }

  /** The one line that ends there. */
  private static Following lineAt(Path directory, AuditHead head) throws IOException {
    String name = directory.resolve(head.file()).toString();
    Following line = Following.in(name);
    byte[] bytes = AuditLines.lastLine(directory.resolve(head.file()), head.size());
    if (bytes.length > 0) {
      line.line(bytes);
    }
    return line;
  }
}
