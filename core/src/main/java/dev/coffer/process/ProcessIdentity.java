package dev.coffer.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a process, which distinguishes it from earlier processes with the same id and
 * from those of other containers.
 *
 * @param namespace the namespace of the process id; 0 if the system has none
 * @param start when the process was started, in a unit of the system; 40 bits
 * @param boot identifies the boot of the machine, in 24 bits; 0 if the system does not
 */
public record ProcessIdentity(long pid, long namespace, long start, long boot) {
  /** What this process can determine about another. */
  public enum Life {
    /** It runs, or is stopped. */
    LIVING,
    /** It has ended. */
    DEAD,
    /** It belongs to another container, whose processes are not visible to this one. */
    UNKNOWN
  }

  private static final Path PROC = Path.of("/proc");
  private static final int STATE = 0;
  private static final int THREADS = 17;
  private static final int START = 19;

  private static final int START_BITS = 40;
  private static final long START_MASK = (1L << START_BITS) - 1;
  private static final long LOW = 0xFFFF_FFFFL;

  private static final ProcessIdentity OWN = find();

  /**
   * Returns the identity in two words.
   *
   * @param first the result of {@link #first}
   * @param second the result of {@link #second}
   * @return the identity
   */
  public static ProcessIdentity of(long first, long second) {
    return new ProcessIdentity(
        first >>> 32, first & LOW, second & START_MASK, second >>> START_BITS);
  }

  /**
   * Returns the first of the two words.
   *
   * @return process id and namespace; not zero
   */
  public long first() {
    return pid << 32 | (namespace & LOW);
  }

  /**
   * Returns the second of the two words.
   *
   * @return boot and start
   */
  public long second() {
    return boot << START_BITS | start;
  }

  // Written out: the generated methods of a record are linked at their first use.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ProcessIdentity identity
        && first() == identity.first()
        && second() == identity.second();
  }

  @Override
  public int hashCode() {
    return Long.hashCode(first() ^ second());
  }

  /**
   * Returns the identity of this process.
   *
   * @return always the same
   */
  public static ProcessIdentity own() {
    return OWN;
  }

  private static ProcessIdentity find() {
    try {
      String stat = Files.readString(PROC.resolve("self/stat"));
      long pid = Long.parseLong(stat.substring(0, stat.indexOf(' ')));
      return new ProcessIdentity(pid, findNamespace(), start(fields(stat)), findBoot());
    } catch (IOException | RuntimeException e) {
      ProcessHandle self = ProcessHandle.current();
      return new ProcessIdentity(self.pid(), 0, startOf(self), 0);
    }
  }

  /** Reads the number in {@code pid:[4026531836]}. */
  private static long findNamespace() throws IOException {
    String link = Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
    String digits = link.replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  private static long findBoot() throws IOException {
    UUID boot =
        UUID.fromString(Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip());
    return Math.max(1, boot.hashCode() >>> (START_BITS - Integer.SIZE));
  }

  /** Returns the fields after the name, which may contain any character. */
  private static String[] fields(String stat) {
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
  }

  private static long start(String[] fields) {
    return Long.parseLong(fields[START]) & START_MASK;
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(start -> start.toEpochMilli() & START_MASK).orElse(0L);
  }

  /**
   * Returns whether this process, which may not be the caller's, is alive.
   *
   * @return the state that the system reports
   */
  public Life life() {
    if (equals(OWN)) {
      return Life.LIVING;
    }
    if (boot != OWN.boot) {
      return Life.DEAD;
    }
    if (namespace != OWN.namespace) {
      return Life.UNKNOWN;
    }
    return boot == 0 ? lifeOfHandle() : lifeInProc();
  }

  private Life lifeInProc() {
    try {
      String[] fields = fields(Files.readString(PROC.resolve(pid + "/stat")));
      // A zombie is listed with one thread, which it no longer has.
      boolean ended = "ZX".contains(fields[STATE]) && Integer.parseInt(fields[THREADS]) <= 1;
      return start(fields) == start && !ended ? Life.LIVING : Life.DEAD;
    } catch (NoSuchFileException e) {
      return Life.DEAD;
    } catch (IOException e) {
      return Life.UNKNOWN; // it may be ending now
    }
  }

  private Life lifeOfHandle() {
    return ProcessHandle.of(pid).filter(process -> startOf(process) == start).isPresent()
        ? Life.LIVING
        : Life.DEAD;
  }
}
