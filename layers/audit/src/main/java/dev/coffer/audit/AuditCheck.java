package dev.coffer.audit;

import dev.coffer.FileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a check of all lines of an {@link AuditTrail}.
 *
 * @param lines the number of lines
 * @param sequence the sequence number of the last line; 0 if there is none
 * @param hash the SHA-256 of the last line. If it is kept elsewhere, it can prove later that no
 *     line up to there was changed, even by someone who rewrote the whole trail
 * @param problems lines that were changed, removed, inserted or moved; empty if there are none. The
 *     check stops looking after the first {@value #MOST}
 * @param notes oddities that are not problems, such as an incomplete line of a killed writer
 */
public record AuditCheck(
    long lines, long sequence, String hash, List<String> problems, List<String> notes) {
  private static final int MOST = 100;

  /**
   * Checks all lines. A line that is written during the check may or may not be included.
   *
   * @param directory the directory of the trail
   * @return the result
   * @throws IOException if the trail cannot be read
   */
  public static AuditCheck of(Path directory) throws IOException {
    return of(directory, AuditWitness.NONE);
  }

  /**
   * Checks all lines, and whether the trail still contains the line with which it ended when it was
   * last written to.
   *
   * @param directory the directory of the trail
   * @param witness the witness with which the trail was opened
   * @return the result
   * @throws IOException if the trail cannot be read
   */
  public static AuditCheck of(Path directory, AuditWitness witness) throws IOException {
    try (TrailFolder folder = TrailFolder.open(directory.toRealPath())) {
      return of(new Trail.OfDirectory(folder), witness.of("file:" + folder));
    }
  }

  /**
   * Checks all lines of a trail in a store. A line that is written during the check may or may not
   * be included.
   *
   * @param store the store of the trail; stays open
   * @return the result
   * @throws IOException if the trail cannot be read
   */
  public static AuditCheck of(FileStore store) throws IOException {
    return of(store, AuditWitness.NONE);
  }

  /**
   * Checks all lines, and whether the trail still contains the line with which it ended when it was
   * last written to.
   *
   * @param store the store of the trail; stays open
   * @param witness the witness with which the trail was opened
   * @return the result
   * @throws IOException if the trail cannot be read
   */
  public static AuditCheck of(FileStore store, AuditWitness witness) throws IOException {
    return of(new Trail.OfStore(store), witness.of(store.name()));
  }

  private static AuditCheck of(Trail trail, AuditWitness.Memory witness) throws IOException {
    Verification verification = begin(trail, witness);
    trail.irregular().forEach(name -> verification.problem(name, "it is not a regular file"));
    List<String> names = trail.names();
    for (int i = 0; i < names.size(); i++) {
      verification.at(trail, names.get(i), i == names.size() - 1);
    }
    return verification.result();
  }

  private static Verification begin(Trail trail, AuditWitness.Memory witness) throws IOException {
    try {
      return new Verification(trail.head(), witness.read());
    } catch (DamagedTrailException e) {
      Verification verification = new Verification(trail.head(), Optional.empty());
      verification.problem("witness", "its file is not a regular file");
      return verification;
    }
  }

  /**
   * Returns whether no problem was found.
   *
   * @return true if every line is as it was written
   */
  public boolean isIntact() {
    return problems.isEmpty();
  }

  /** Verifies line after line. */
  static final class Verification {
    private final Optional<AuditHead> head;
    private final Optional<AuditHead> remembered;
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Chain chain = Chain.EMPTY;
    private long lines;
    private long linesOfFile;
    private long bytesOfFile;
    private boolean sealed;
    private boolean headSeen;
    private boolean headInPlace;
    private boolean rememberedSeen;

    Verification(Optional<AuditHead> head, Optional<AuditHead> remembered) {
      this.head = head;
      this.remembered = remembered;
      see(AuditLines.name(1));
    }

    /** Starts in the middle of a file, after the given number of its lines and bytes. */
    Verification(Optional<AuditHead> head, Chain before, long lines, long bytes) {
      this(head, Optional.empty());
      this.chain = before;
      this.linesOfFile = lines;
      this.bytesOfFile = bytes;
    }

    void at(Trail trail, String name, boolean newest) throws IOException {
      linesOfFile = 0;
      sealed = false;
      if (!name.equals(AuditLines.name(chain.sequence() + 1))) {
        problem(name, "the lines from " + (chain.sequence() + 1) + " on are missing before it");
      }
      bytesOfFile = 0;
      long half = 0;
      try {
        half = AuditLines.each(trail.open(name), name, line -> line(name, line));
      } catch (DamagedTrailException e) {
        problem(name, "it is not a regular file");
      }
      if (half > 0 && newest && !sealed && trail.grows()) {
        note(name, half + " bytes of an incomplete line: its writer was killed");
      } else if (half > 0) {
        problem(name, "the last line is incomplete");
      }
      if (linesOfFile > 0 && trail.grows() && isUnknown(trail, name)) {
        problem(name, "its lines are missing from the head");
      }
      if (!newest && !sealed && trail.grows()) {
        problem(name, "its end is missing: it has no seal");
      }
    }

    /**
     * Returns whether the head is still in a file before this one, which has a line; a writer may
     * have started this file since.
     */
    private boolean isUnknown(Trail trail, String name) throws IOException {
      return isBefore(head, name) && isBefore(trail.head(), name);
    }

    private static boolean isBefore(Optional<AuditHead> head, String name) {
      return head.isPresent() && head.get().file().compareTo(name) < 0;
    }

    void line(String file, byte[] line) {
      linesOfFile++;
      lines++;
      bytesOfFile += line.length + 1;
      String where = file + ":" + linesOfFile;
      if (sealed) {
        problem(where, "it is after the seal");
      }
      try {
        follow(file, line, AuditLine.fields(line));
      } catch (IllegalArgumentException e) {
        problem(where, "it is not a line of an audit trail");
        chain = chain.with(line);
      }
    }

    private void follow(String file, byte[] line, Map<String, String> fields) {
      String where = file + ":" + linesOfFile;
      long sequence = Long.parseLong(String.valueOf(fields.get(AuditLine.SEQUENCE)));
      if (sequence != chain.sequence() + 1) {
        problem(
            where,
            "it is line " + sequence + " where line " + (chain.sequence() + 1) + " should be");
      } else if (!chain.hash().equals(fields.get(AuditLine.PREVIOUS))) {
        problem(where, "it does not follow the line before it: one of the two was changed");
      }
      String count = fields.get(AuditLine.SEALED);
      sealed = count != null;
      if (count != null && !count.equals(String.valueOf(linesOfFile - 1))) {
        problem(where, "the seal counts " + count + " lines");
      }
      chain = new Chain(sequence - 1, "").with(line);
      see(file);
      if (fields.containsKey(AuditLine.BEHIND)) {
        note(where, afterHead(fields.get(AuditLine.BEHIND) + " lines before it were"));
      }
    }

    private void see(String file) {
      headSeen |= isEnd(head);
      headInPlace |= isEnd(head) && isHere(head.orElseThrow(), file);
      rememberedSeen |= isEnd(remembered);
    }

    private boolean isEnd(Optional<AuditHead> noted) {
      return noted.isPresent() && noted.get().chain().equals(chain);
    }

    /** Returns whether this is after the line, or at the beginning of the file for the next one. */
    private boolean isHere(AuditHead noted, String file) {
      return (noted.file().equals(file) && noted.size() == bytesOfFile)
          || (noted.file().equals(AuditLines.name(chain.sequence() + 1)) && noted.size() == 0);
    }

    private static String afterHead(String lines) {
      return lines + " after the head: a process was killed, or someone added them";
    }

    private void note(String where, String what) {
      if (notes.size() < MOST) {
        notes.add(where + ": " + what);
      }
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
            "head", "it is missing or damaged, so lines may be missing at the end of the trail");
      } else if (head.isPresent() && !headSeen) {
        problem("head", "line " + head.get().chain().sequence() + " was changed or is missing");
      }
      if (headSeen && !headInPlace) {
        AuditHead noted = head.orElseThrow();
        long line = noted.chain().sequence();
        problem(
            "head",
            "line " + line + " does not end at byte " + noted.size() + " of " + noted.file());
      }
      if (remembered.isPresent() && !rememberedSeen) {
        problem(
            "witness",
            "the trail ended with line "
                + remembered.get().chain().sequence()
                + " before, which was changed or is missing");
      }
      noteEnd();
      return new AuditCheck(
          lines, chain.sequence(), chain.hash(), List.copyOf(problems), List.copyOf(notes));
    }

    private void noteEnd() {
      long more = head.map(noted -> chain.sequence() - noted.chain().sequence()).orElse(0L);
      if (lines == 0) {
        note("trail", "it has no lines: it is new, or someone has emptied it");
      } else if (headSeen && more > 0) {
        note("head", afterHead(more + " lines are") + ", or one is writing now");
      }
    }
  }
}
