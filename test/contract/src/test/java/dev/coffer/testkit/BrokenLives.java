package dev.coffer.testkit;

import dev.coffer.Capabilities;
import dev.coffer.Content;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ForwardingFileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stores that close, interrupt, fail or share wrong. */
final class BrokenLives {
  private BrokenLives() {}

  static List<BrokenStore> all() {
    return List.of(
        new BrokenStore(
            "a stream can be read after close",
            "anOpenStreamFailsAfterClose",
            next ->
                BrokenReads.broken(
                    next,
                    (path, options) -> {
                      OpenedFile file = next.read(path, options);
                      byte[] bytes = Samples.readAll(file.stream());
                      return new OpenedFile(file.info(), new ByteArrayInputStream(bytes));
                    })),
        new BrokenStore(
            "a listing can be read after close",
            "anOpenListingFailsAfterClose",
            next ->
                BrokenListings.broken(
                    next, (directory, options) -> next.list(directory, options).toList().stream())),
        new BrokenStore("closing twice is an error", "closingTwiceIsNoError", ClosedOnce::new),
        new BrokenStore(
            "a closed store goes on",
            "anyCallAfterCloseIsRefused",
            next ->
                new ForwardingFileStore(next) {
                  @Override
                  public void close() {}
                }),
        new BrokenStore(
            "a closed store says what it could do",
            "aBulkCallWithNothingToDoIsRefusedAfterClose",
            next ->
                new ForwardingFileStore(next) {
                  private final Capabilities known = next.capabilities();

                  @Override
                  public Capabilities capabilities() {
                    return known;
                  }
                }),
        new BrokenStore(
            "a closed store says that a file is missing",
            "anyCallAfterCloseIsRefused",
            next ->
                BrokenReads.broken(
                    next,
                    (path, options) -> {
                      try {
                        return next.read(path, options);
                      } catch (IllegalStateException e) {
                        throw new NotFoundException(
                            new ErrorContext("read", "" + path, "broken"), null, e);
                      }
                    })),
        new BrokenStore(
            "an interrupt loses its flag",
            "anInterruptedWriteEndsAndLeavesNoFile",
            next -> new Interrupts(next, true)),
        new BrokenStore(
            "an interrupt is ignored",
            "anInterruptedWriteEndsAndLeavesNoFile",
            next -> new Interrupts(next, false)),
        new BrokenStore(
            "an interrupted listing goes on",
            "anInterruptedListingEnds",
            next ->
                BrokenListings.broken(
                    next,
                    (directory, options) -> {
                      boolean interrupted = Thread.interrupted();
                      List<Entry> entries = next.list(directory, options).toList();
                      if (interrupted) {
                        Thread.currentThread().interrupt();
                      }
                      return entries.stream();
                    })),
        new BrokenStore(
            "a handle keeps what it saw", "whatOneHandleWritesTheOtherReads", Remembering::new),
        new BrokenStore(
            "errors name no path",
            "errorsNameOperationPathAndStore",
            next ->
                BrokenReads.broken(
                    next,
                    (path, options) -> {
                      try {
                        return next.read(path, options);
                      } catch (NotFoundException e) {
                        throw new NotFoundException(
                            new ErrorContext("read", "", e.store()), null, e);
                      }
                    })),
        new BrokenStore(
            "errors show content",
            "noErrorShowsContentOrMetadata",
            next ->
                BrokenWrites.broken(
                    next,
                    (path, content, options) -> {
                      try {
                        return next.write(path, content, options);
                      } catch (StorageFailureException e) {
                        String hint = "metadata were " + options.metadata();
                        throw new StorageFailureException(
                            new ErrorContext("write", e.path(), e.store()), hint, e);
                      }
                    })),
        new BrokenStore(
            "the name of a store shows its password",
            "noErrorAndNoNameShowsASecret",
            next ->
                new ForwardingFileStore(next) {
                  @Override
                  public String toString() {
                    return "bucket://ada:hunter2@host";
                  }
                }),
        new BrokenStore(
            "a write below a file replaces it",
            "aFileCannotBeCreatedBelowAFile",
            next ->
                BrokenWrites.broken(
                    next,
                    (path, content, options) -> {
                      path.parent()
                          .ifPresent(
                              parent ->
                                  next.deleteFiles(parent.isRoot() ? List.of() : List.of(parent)));
                      return next.write(path, content, options);
                    })),
        new BrokenStore(
            "only the first failure of many is an error",
            "writeAllNamesTheFilesThatFailed",
            FirstFailureOnly::new),
        new BrokenStore(
            "files of a bulk read arrive under other names",
            "filesAreReadInTheRequestedOrder",
            Swapping::new));
  }

  /** Throws when it is closed again. */
  private static final class ClosedOnce extends ForwardingFileStore {
    private final AtomicBoolean closed = new AtomicBoolean();

    ClosedOnce(FileStore next) {
      super(next);
    }

    @Override
    public void close() {
      // Only once more, so that the contract can close what a case has left.
      if (closed.getAndSet(!closed.get())) {
        throw new IllegalStateException("it is closed already");
      }
      super.close();
    }
  }

  /** Clears the flag of an interrupted write, and may go on with it. */
  private static final class Interrupts extends ForwardingFileStore {
    private final boolean ends;

    Interrupts(FileStore next, boolean ends) {
      super(next);
      this.ends = ends;
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      try {
        return super.write(path, ends ? content : uninterrupted(content), options);
      } catch (InterruptedOperationException e) {
        Thread.interrupted();
        throw e;
      }
    }

    private static Content uninterrupted(Content content) {
      return Content.of(
          out ->
              content.writeTo(
                  new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                      Thread.interrupted();
                      out.write(b);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                      Thread.interrupted();
                      out.write(bytes, offset, length);
                    }
                  }));
    }
  }

  /** Reads a file once. */
  private static final class Remembering extends ForwardingFileStore {
    private final Map<FilePath, byte[]> seen = new ConcurrentHashMap<>();

    Remembering(FileStore next) {
      super(next);
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      FileInfo info = super.write(path, content, options);
      seen.remove(path);
      return info;
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      OpenedFile file = super.read(path, options);
      if (options.offset() > 0 || file.info().size() > 100) {
        return file;
      }
      byte[] bytes = seen.computeIfAbsent(path, key -> Samples.readAll(file.stream()));
      return new OpenedFile(file.info(), new ByteArrayInputStream(bytes));
    }
  }

  /** Fails one write of many files and forgets the others. */
  private static final class FirstFailureOnly extends ForwardingFileStore {
    private final AtomicBoolean failed = new AtomicBoolean();

    FirstFailureOnly(FileStore next) {
      super(next);
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      try {
        return super.write(path, content, options);
      } catch (FileStoreException e) {
        if (failed.getAndSet(true)) {
          return super.write(FilePath.of("lost"), Content.of(""), WriteOptions.DEFAULTS).at(path);
        }
        throw e;
      }
    }
  }

  /** Gives a neighbour's bytes now and then. */
  private static final class Swapping extends ForwardingFileStore {
    Swapping(FileStore next) {
      super(next);
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      FilePath neighbour = FilePath.of(path.toString().replace("00001", "00002"));
      boolean swapped = super.stat(neighbour).isPresent() && super.stat(path).isPresent();
      return super.read(swapped ? neighbour : path, options);
    }
  }
}
