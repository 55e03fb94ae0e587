package dev.coffer.app;

import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.OmittedName;
import dev.coffer.OpenedFile;
import dev.coffer.PermissionDeniedException;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A store with one fault, or with very many files, named by its path. */
final class TrialStore extends ForwardingFileStore {
  static final long MANY = 300_000;

  /** How many entries of {@code trial:many} were asked for so far. */
  static final AtomicLong LISTED = new AtomicLong();

  /** What stores that were closed held at their end. */
  static final List<String> LEFT = new CopyOnWriteArrayList<>();

  private static final List<OmittedName> OMITTED =
      List.of(
          new OmittedName("caf\\xE9/", OmittedName.Reason.INVALID_NAME),
          new OmittedName("sessions", OmittedName.Reason.LINK),
          new OmittedName("pipe", OmittedName.Reason.SPECIAL_FILE));

  private final String fault;

  TrialStore(String fault) {
    super(new InMemoryFileStore());
    this.fault = fault;
    write("file", "0123456789".repeat(100_000));
  }

  /** The disk fills up after the bytes were written. */
  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    if (fault.equals("overflow") && path.toString().equals("a")) {
      throw new StackOverflowError("canary");
    }
    if (fault.equals("memory") && path.toString().equals("a")) {
      throw new OutOfMemoryError("canary");
    }
    FileInfo info = super.write(path, content, options);
    if (fault.equals("full") && !path.toString().equals("file")) {
      throw new StorageFullException(
          new ErrorContext("write", path.toString(), "trial"), null, null);
    }
    return info;
  }

  @Override
  public void close() {
    try {
      if (!fault.equals("many")) {
        walk("").forEach(file -> LEFT.add(file.path().toString()));
      }
    } catch (IllegalStateException e) {
      // It is closed already.
    }
    super.close();
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    if (fault.equals("unreachable")) {
      throw new ConnectionException(new ErrorContext("read", path.toString(), "trial"), null, null);
    }
    if (fault.equals("forbidden")) {
      throw new PermissionDeniedException(
          new ErrorContext("read", path.toString(), "trial"), null, null);
    }
    OpenedFile file = super.read(path, options);
    if (fault.equals("labelled")) {
      return new OpenedFile(labelled(file.info()), file.stream());
    }
    if (fault.equals("twisted")) {
      return new OpenedFile(
          file.info(), new ByteArrayInputStream(new byte[(int) file.info().size()]));
    }
    return List.of("none", "omitting", "overflow", "memory").contains(fault)
        ? file
        : new OpenedFile(file.info(), new HalfStream(file.stream(), fault));
  }

  /** With more metadata than Coffer writes. */
  private static FileInfo labelled(FileInfo info) {
    return new FileInfo(
        info.path(),
        info.size(),
        info.lastModified(),
        info.etag(),
        Optional.empty(),
        Map.of("k", "v".repeat(2000)));
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    if (fault.equals("unlistable")) {
      return Stream.concat(super.list(directory, options), Stream.generate(TrialStore::unlistable));
    }
    if (fault.equals("omitting")) {
      OMITTED.forEach(options.onOmitted());
    }
    if (!fault.equals("many")) {
      return super.list(directory, options);
    }
    return LongStream.range(0, MANY)
        .peek(i -> LISTED.incrementAndGet())
        .mapToObj(
            i ->
                new FileInfo(
                    FilePath.of("file-" + i),
                    i,
                    Instant.EPOCH,
                    "e" + i,
                    Optional.empty(),
                    Map.of()));
  }

  private static Entry unlistable() {
    throw new ConnectionException(new ErrorContext("list", "", "trial"), null, null);
  }

  @Override
  public String toString() {
    return "Trial(" + fault + ")";
  }

  /** Gives the first half of a file, then fails or waits for ever. */
  private static final class HalfStream extends InputStream {
    private final InputStream in;
    private final String fault;
    private boolean half;

    HalfStream(InputStream in, String fault) {
      this.in = in;
      this.fault = fault;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (!half) {
        half = true;
        return in.read(buffer, offset, length);
      }
      if (fault.equals("stalled")) {
        System.err.println("stalled");
        waitForEver();
      }
      throw new StorageFailureException(
          new ErrorContext("read", "file", "trial"), "half of it came", null);
    }

    private static void waitForEver() throws IOException {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }
}
