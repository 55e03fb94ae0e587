package dev.coffer.observe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A trail in a directory that several processes may share: each append takes a lock, looks whether
 * another has written meanwhile, writes, syncs, and then notes the new end in the {@link
 * AuditHead}.
 */
final class AuditFiles implements AuditLog {
  /** A process's locks of files do not keep its own threads apart. */
  private static final ConcurrentMap<Path, ReentrantLock> IN_THIS_PROCESS =
      new ConcurrentHashMap<>();

  private final Path directory;
  private final long maxSize;
  private final Clock clock;
  private final ReentrantLock processLock;
  private final RandomAccessFile lockFile;
  private final RandomAccessFile headFile;

  private @Nullable RandomAccessFile out;
  private Optional<AuditHead> head = Optional.empty();
  private long lines;
  private LocalDate day = LocalDate.EPOCH;

  private AuditFiles(Path directory, long maxSize, Clock clock) throws IOException {
    this.directory = directory;
    this.maxSize = maxSize;
    this.clock = clock;
    this.processLock = IN_THIS_PROCESS.computeIfAbsent(directory, path -> new ReentrantLock());
    this.lockFile = open(directory.resolve("lock"));
    try {
      this.headFile = open(AuditHead.path(directory));
    } catch (IOException | RuntimeException | Error e) {
      closeLock();
      throw e;
    }
  }

  static AuditFiles open(Path directory, long maxSize, Clock clock) throws IOException {
    Files.createDirectories(directory, privately(directory, "rwx------"));
    return new AuditFiles(directory.toRealPath(), maxSize, clock);
  }

  private static RandomAccessFile open(Path file) throws IOException {
    try {
      Files.createFile(file, privately(file, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      // As it is to be.
    }
    return new RandomAccessFile(file.toFile(), "rw");
  }

  private static FileAttribute<?>[] privately(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public void append(List<AuditRecord> records) throws IOException {
    processLock.lock();
    try (FileLock lock = lockFile.getChannel().lock()) {
      if (!lock.isValid()) {
        throw new IOException("the lock of " + directory + " is lost");
      }
      ByteArrayOutputStream group = new ByteArrayOutputStream();
      Chain chain = ready();
      for (AuditRecord entry : records) {
        chain = put(AuditLine.of(entry, chain), chain, group);
      }
      write(group.toByteArray(), chain, records.size());
    } catch (IOException | RuntimeException | Error e) {
      forget();
      throw e;
    } finally {
      processLock.unlock();
    }
  }

  private static Chain put(byte[] line, Chain chain, ByteArrayOutputStream group) {
    group.writeBytes(line);
    group.write('\n');
    return chain.with(line);
  }

  /** Lines on the disk, then the head. */
  private void write(byte[] group, Chain chain, int count) throws IOException {
    RandomAccessFile file = requireOut();
    AuditHead before = head.orElseThrow();
    file.seek(before.size());
    file.write(group);
    file.getFD().sync();
    lines += count;
    note(new AuditHead(before.file(), before.size() + group.length, chain));
  }

  private void note(AuditHead next) throws IOException {
    next.write(headFile);
    head = Optional.of(next);
  }

  private RandomAccessFile requireOut() throws IOException {
    if (out == null) {
      throw new IOException("no file of " + directory + " is open");
    }
    return out;
  }

  /** A file to write to; where the trail ends. */
  private Chain ready() throws IOException {
    if (out == null || head.isEmpty() || !isUnchanged(head.get(), out)) {
      forget();
      recover();
    }
    AuditHead end = head.orElseThrow();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (lines > 0 && (end.size() >= maxSize || !day.equals(today))) {
      seal(end.chain());
    }
    return head.orElseThrow().chain();
  }

  private boolean isUnchanged(AuditHead end, RandomAccessFile file) throws IOException {
    return end.isIn(headFile) && file.length() == end.size();
  }

  private void forget() {
    head = Optional.empty();
    RandomAccessFile file = out;
    out = null;
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        // It is not written to any more.
      }
    }
  }

  // ---- Where the trail ends, after another process or a kill

  /** The head never is ahead of the lines: where it is, somebody has taken lines away. */
  private void requireHead(Chain end) throws IOException {
    Optional<AuditHead> noted = AuditHead.read(headFile);
    boolean ahead = noted.isPresent() && noted.get().chain().sequence() > end.sequence();
    if (ahead) {
      throw new IOException(
          "lines are missing at the end of "
              + directory
              + ": move the trail away and keep it (coffer audit verify)");
    }
  }

  private void recover() throws IOException {
    List<Path> files = AuditLines.files(directory);
    for (int i = files.size() - 1; i >= 0; i--) {
      AuditEnd.Found found = AuditEnd.of(files.get(i));
      if (found != null) {
        requireHead(found.chain());
        goOn(files.get(i), found);
        return;
      }
      // Its maker was killed before the first line, and the file before it has the end.
      Files.delete(files.get(i));
    }
    requireHead(Chain.EMPTY);
    begin(Chain.EMPTY);
  }

  private void goOn(Path file, AuditEnd.Found found) throws IOException {
    if (found.sealed()) {
      begin(found.chain());
      return;
    }
    RandomAccessFile opened = open(file);
    out = opened;
    lines = found.lines();
    day = found.day();
    head =
        Optional.of(new AuditHead(String.valueOf(file.getFileName()), found.size(), found.chain()));
    if (found.half() > 0) {
      opened.setLength(found.size());
      tell(AuditLine.DROPPED, found.half(), found.chain());
    }
  }

  private void begin(Chain chain) throws IOException {
    String name = AuditLines.name(chain.sequence() + 1);
    out = open(directory.resolve(name));
    lines = 0;
    day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    syncDirectory();
    note(new AuditHead(name, 0, chain));
  }

  /** Ends a file and begins the next. */
  private void seal(Chain chain) throws IOException {
    tell(AuditLine.SEALED, lines, chain);
    Chain sealed = head.orElseThrow().chain();
    forget();
    begin(sealed);
  }

  private void tell(String key, long number, Chain chain) throws IOException {
    ByteArrayOutputStream group = new ByteArrayOutputStream();
    Chain next = put(AuditLine.of(key, number, clock.instant().toString(), chain), chain, group);
    write(group.toByteArray(), next, 1);
  }

  private void syncDirectory() throws IOException {
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  @Override
  public void close() {
    processLock.lock();
    try {
      forget();
      headFile.close();
    } catch (IOException e) {
      // All lines are on the disk.
    } finally {
      closeLock();
      processLock.unlock();
    }
  }

  /** Frees every lock that this process has of the file, so only where no append is under way. */
  private void closeLock() {
    try {
      lockFile.close();
    } catch (IOException e) {
      // The system frees it with the process.
    }
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
