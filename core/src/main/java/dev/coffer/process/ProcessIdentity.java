package dev.coffer.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A process, told from every other that had its process id before or has it in another container.
 *
 * @param namespace the namespace of process ids that the id belongs to; 0 where there are none
 * @param start when the process was started, in a unit of the system's; 40 bits
 * @param boot tells one start of the machine from another, in 24 bits; 0 where the system does not
 */
public record ProcessIdentity(long pid, long namespace, long start, long boot) {
  /** What this process can tell of another. */
  public enum Life {
    /** It runs, or is stopped. */
    LIVING,
    /** It has ended. */
    DEAD,
    /** It belongs to another container, whose processes are not shown to this one. */
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
   * The identity in two words.
   *
   * @param first as {@link #first} gives it
   * @param second as {@link #second} gives it
   * @return the identity
   */
  public static ProcessIdentity of(long first, long second) {
    return new ProcessIdentity(
        first >>> 32, first & LOW, second & START_MASK, second >>> START_BITS);
  }

  /**
   * The first of two words that hold it.
   *
   * @return process id and namespace; not zero
   */
  public long first() {
    return pid << 32 | (namespace & LOW);
  }

  /**
   * The second of two words that hold it.
   *
   * @return boot and start
   */
  public long second() {
    return boot << START_BITS | start;
  }

  // Written out: what the compiler makes links itself at the first use.
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
   * The identity of this process.
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

  /** The fields behind the name, which may hold anything. */
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
   * Whether this process, which may be another than the caller's, lives.
   *
   * @return what the system shows of it
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
      // A process whose end nobody has noted yet is shown with the one thread that it no longer
      // has.
      boolean ended = "ZX".contains(fields[STATE]) && Integer.parseInt(fields[THREADS]) <= 1;
      return start(fields) == start && !ended ? Life.LIVING : Life.DEAD;
    } catch (NoSuchFileException e) {
      return Life.DEAD;
    } catch (IOException e) {
      return Life.UNKNOWN; // it may be ending right now
    }
  }

  private Life lifeOfHandle() {
    return ProcessHandle.of(pid).filter(process -> startOf(process) == start).isPresent()
        ? Life.LIVING
        : Life.DEAD;
  }
}
