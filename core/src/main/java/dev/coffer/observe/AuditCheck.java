package dev.coffer.observe;

import dev.coffer.FileStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a look at all lines of an {@link AuditTrail} has found.
 *
 * @param lines how many lines there are
 * @param sequence the number of the last line; 0 when there is none
 * @param hash the SHA-256 of the last line. Who keeps it elsewhere can tell later that no line up
 *     to there was changed, also by somebody who made the whole trail anew
 * @param problems lines that were changed, taken out, put in or moved; empty when all is well.
 *     After the first {@value #MOST} no more are looked for
 * @param notes what is odd and no problem, such as the half line of a writer that was killed
 */
public record AuditCheck(
    long lines, long sequence, String hash, List<String> problems, List<String> notes) {
  private static final int MOST = 100;

  /**
   * Looks at all lines. A line that a live writer writes meanwhile counts or not.
   *
   * @param directory of the trail
   * @return what was found
   * @throws IOException when it cannot be read
   */
  public static AuditCheck of(Path directory) throws IOException {
    return of(new Trail.OfDirectory(directory));
  }

  /**
   * Looks at all lines of a trail in a store. A line that a live writer writes meanwhile counts or
   * not.
   *
   * @param store of the trail; stays open
   * @return what was found
   * @throws IOException when it cannot be read
   */
  public static AuditCheck of(FileStore store) throws IOException {
    return of(new Trail.OfStore(store));
  }

  private static AuditCheck of(Trail trail) throws IOException {
    Look look = new Look(trail.head());
    List<String> names = trail.names();
    for (int i = 0; i < names.size(); i++) {
      look.at(trail, names.get(i), i == names.size() - 1);
    }
    return look.result();
  }

  /**
   * Whether nothing was found.
   *
   * @return true when every line is as it was written
   */
  public boolean isIntact() {
    return problems.isEmpty();
  }

  /** Goes from line to line. */
  static final class Look {
    private final Optional<AuditHead> head;
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Chain chain = Chain.EMPTY;
    private long lines;
    private long linesOfFile;
    private boolean sealed;
    private boolean headSeen;

    Look(Optional<AuditHead> head) {
      this.head = head;
      this.headSeen = head.isPresent() && head.get().chain().equals(Chain.EMPTY);
    }

    /** In the middle of a file: behind so many lines of it. */
    Look(Optional<AuditHead> head, Chain behind, long lines) {
      this(head);
      this.chain = behind;
      this.linesOfFile = lines;
    }

    void at(Trail trail, String name, boolean newest) throws IOException {
      linesOfFile = 0;
      sealed = false;
      if (!name.equals(AuditLines.name(chain.sequence() + 1))) {
        problem(name, "lines " + (chain.sequence() + 1) + " and on are missing before it");
      }
      long half = AuditLines.each(trail.open(name), name, line -> line(name, line));
      if (half > 0 && newest && !sealed && trail.grows()) {
        notes.add(
            name + ": " + half + " bytes of a line that was never finished: its writer was killed");
      } else if (half > 0) {
        problem(name, "the last line has no end");
      }
      if (!newest && !sealed && trail.grows()) {
        problem(name, "its end is missing: it has no seal");
      }
    }

    void line(String file, byte[] line) {
      linesOfFile++;
      lines++;
      String where = file + ":" + linesOfFile;
      if (sealed) {
        problem(where, "it stands behind the seal");
      }
      try {
        follow(where, line, FlatJson.read(new String(line, StandardCharsets.UTF_8)));
      } catch (IllegalArgumentException e) {
        problem(where, "it is no line of a trail");
        chain = chain.with(line);
      }
    }

    private void follow(String where, byte[] line, Map<String, String> fields) {
      long sequence = Long.parseLong(String.valueOf(fields.get(AuditLine.SEQUENCE)));
      if (sequence != chain.sequence() + 1) {
        problem(where, "it is line " + sequence + " where line " + (chain.sequence() + 1) + " was");
      } else if (!chain.hash().equals(fields.get(AuditLine.PREVIOUS))) {
        problem(where, "it does not follow the line before it: one of the two was changed");
      }
      String count = fields.get(AuditLine.SEALED);
      sealed = count != null;
      if (count != null && !count.equals(String.valueOf(linesOfFile - 1))) {
        problem(where, "the seal is that of " + count + " lines");
      }
      chain = new Chain(sequence - 1, "").with(line);
      headSeen |= head.isPresent() && head.get().chain().equals(chain);
    }

    private void problem(String where, String what) {
      if (problems.size() < MOST) {
        problems.add(where + ": " + what);
      }
    }

    boolean hasProblems() {
      return !problems.isEmpty();
    }

    AuditCheck result() {
      if (head.isEmpty() && lines > 0) {
        problem(
            "head",
            "it is missing or damaged, so nobody can tell whether the last lines are there");
      } else if (head.isPresent() && !headSeen) {
        problem("head", "line " + head.get().chain().sequence() + " was changed or is missing");
      }
      return new AuditCheck(
          lines, chain.sequence(), chain.hash(), List.copyOf(problems), List.copyOf(notes));
    }
  }
}
