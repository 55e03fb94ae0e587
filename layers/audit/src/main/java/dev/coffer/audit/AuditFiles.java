package dev.coffer.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A trail in a directory that several processes may share: each append takes a lock, checks whether
 * another process has written meanwhile, writes, syncs, and then records the new end in the {@link
 * AuditHead}.
 */
final class AuditFiles implements AuditLog {
  private final TrailFolder directory;
  private final long maxSize;
  private final Clock clock;
  private final AuditWitness.Memory witness;
  private final TrailLock lock;
  private final PinnedFile headFile;

  private @Nullable PinnedFile out;

  /** The end of the trail when this process last used it. */
  private @Nullable AuditHead known;

  private LocalDate day = LocalDate.EPOCH;

  private AuditFiles(
      TrailFolder directory, long maxSize, Clock clock, AuditWitness witness, Duration patience)
      throws IOException {
    this.directory = directory;
    this.maxSize = maxSize;
    this.clock = clock;
    this.witness = witness.of(place());
    this.lock = TrailLock.open(directory, patience);
    try {
      this.headFile = PinnedFile.open(directory, AuditHead.NAME);
    } catch (IOException | RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  static AuditFiles open(Path directory, long maxSize, Clock clock, AuditWitness witness)
      throws IOException {
    return open(directory, maxSize, clock, witness, TrailLock.PATIENCE);
  }

  /** Opens a trail with a limit for the wait for another process. */
  static AuditFiles open(
      Path directory, long maxSize, Clock clock, AuditWitness witness, Duration patience)
      throws IOException {
    TrailFolder opened = TrailFolder.make(directory);
    try {
      return new AuditFiles(opened, maxSize, clock, witness, patience);
    } catch (IOException | RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public void append(List<AuditRecord> records, long since) throws IOException {
    lock.run(since, () -> appendLocked(records));
  }

  private void appendLocked(List<AuditRecord> records) throws IOException {
    try {
      lock.requireCertain();
      requireInPlace();
      ByteArrayOutputStream group = new ByteArrayOutputStream();
      Chain chain = ready();
      for (AuditRecord entry : records) {
        chain = put(AuditLine.of(entry, chain), chain, group);
      }
      write(group.toByteArray(), chain);
    } catch (IOException | RuntimeException | Error e) {
      forget();
      throw e;
    }
  }

  @Override
  public boolean isWaiting() {
    return lock.isWaiting();
  }

  @Override
  public void abandonWait() {
    lock.abandon();
  }

  /**
   * Throws if the files are no longer in the directory: locks would protect nothing, and lines
   * would be lost.
   */
  private void requireInPlace() throws IOException {
    if (!directory.isInPlace()) {
      throw damaged("its directory was moved, deleted or replaced while it was open");
    }
    if (!lock.isInPlace() || !headFile.isInPlace()) {
      throw damaged("its files were deleted or replaced while it was open");
    }
  }

  private DamagedTrailException damaged(String what) {
    return new DamagedTrailException(directory.toString(), what);
  }

  private static Chain put(byte[] line, Chain chain, ByteArrayOutputStream group) {
    group.writeBytes(line);
    group.write('\n');
    return chain.with(line);
  }

  /** Syncs the lines, then writes the head. */
  private void write(byte[] group, Chain chain) throws IOException {
    FileChannel file = Objects.requireNonNull(out).file();
    AuditHead before = Objects.requireNonNull(known);
    AuditHead.write(file, group, before.size());
    lock.sync(file);
    note(new AuditHead(before.file(), before.size() + group.length, chain));
  }

  private void note(AuditHead next) throws IOException {
    next.write(headFile.file());
    known = next;
    witness.note(next);
  }

  /** Opens the file to write to, and returns the end of the trail. */
  private Chain ready() throws IOException {
    if (!isUnchanged()) {
      forget();
      recover();
    }
    AuditHead end = Objects.requireNonNull(known);
    if (end.size() > 0 && (end.size() >= maxSize || !day.equals(today()))) {
      seal(end);
    }
    return Objects.requireNonNull(known).chain();
  }

  private boolean isUnchanged() throws IOException {
    return out != null
        && known != null
        && known.isIn(headFile.file())
        && out.isInPlace()
        && out.file().size() == known.size();
  }

  private void forget() {
    if (out != null) {
      out.close();
      out = null;
    }
  }

  // ---- The end of the trail, after another process or a kill

  private void recover() throws IOException {
    AuditFilesEnd end =
        AuditFilesEnd.find(directory, AuditHead.read(headFile.file()), headFile.file().size());
    end.require(known);
    end.require(witness.read().orElse(null));
    for (String empty : end.empty()) {
      // The next file, whose creator was killed before it wrote a line.
      directory.delete(empty);
    }
    if (end.isNew()) {
      begin(Chain.EMPTY);
    } else {
      continueAt(end);
    }
  }

  private void continueAt(AuditFilesEnd end) throws IOException {
    known = end.at();
    if (end.sealed()) {
      begin(end.at().chain());
    } else {
      out = PinnedFile.open(directory, end.at().file());
      day = end.at().size() == 0 ? today() : end.day();
      out.file().truncate(end.at().size());
    }
    if (end.behind() > 0) {
      appendNote(AuditLine.BEHIND, end.behind());
    }
    if (end.half() > 0) {
      appendNote(AuditLine.DROPPED, end.half());
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /**
   * Syncs the name of the file and the head before its first line, so that a power failure never
   * leaves lines without a head.
   */
  private void begin(Chain chain) throws IOException {
    String name = AuditLines.name(chain.sequence() + 1);
    out = PinnedFile.open(directory, name);
    day = today();
    syncDirectory();
    note(new AuditHead(name, 0, chain));
    lock.sync(headFile.file());
  }

  /** Seals a file and begins the next. */
  private void seal(AuditHead end) throws IOException {
    appendNote(AuditLine.SEALED, end.chain().sequence() - AuditLines.firstSequence(end.file()) + 1);
    Chain sealed = Objects.requireNonNull(known).chain();
    forget();
    begin(sealed);
  }

  private void appendNote(String key, long number) throws IOException {
    Chain chain = Objects.requireNonNull(known).chain();
    ByteArrayOutputStream group = new ByteArrayOutputStream();
    Chain next = put(AuditLine.of(key, number, clock.instant().toString(), chain), chain, group);
    write(group.toByteArray(), next);
  }

  private void syncDirectory() throws IOException {
    try (FileChannel names = directory.channel()) {
      lock.sync(names);
    }
  }

  @Override
  public void close() {
    forget();
    headFile.close();
    witness.close();
    lock.close();
    directory.close();
  }

  @Override
  public String place() {
    return "file:" + directory;
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
