package dev.coffer.app.sync;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.InvalidFilePathException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The regular files below a directory. */
record FolderOrigin(Path root) implements Origin {
  private static final int CONCURRENCY = 8;

  @Override
  public void requireListable() {
    try (DirectoryStream<Path> names = Files.newDirectoryStream(root)) {
      boolean unused = names.iterator().hasNext();
    } catch (DirectoryIteratorException e) {
      throw failure("", Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw failure("", e);
    }
  }

  @Override
  public Stream<FileInfo> files(SkippedFiles leftovers) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(new FolderWalk(this, leftovers), Spliterator.ORDERED),
        false);
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    try {
      return info(path);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      if (isBelowAFile(path)) {
        return Optional.empty();
      }
      throw failure(path.toString(), e);
    }
  }

  /** Whether the nearest name above that can be looked at is no directory. */
  private boolean isBelowAFile(FilePath path) {
    for (Optional<FilePath> at = path.parent(); at.isPresent(); at = at.get().parent()) {
      try {
        return !attributes(file(at.get())).isDirectory();
      } catch (IOException e) {
        // The next one above may tell.
      }
    }
    return false;
  }

  @Override
  public OpenedFile read(FilePath path) {
    try {
      FileInfo info = info(path).orElseThrow(() -> missing(path));
      InputStream bytes = Files.newInputStream(file(path), NOFOLLOW_LINKS);
      return new OpenedFile(info, new NamedStream(bytes, e -> failure(path.toString(), e)));
    } catch (IOException e) {
      throw failure(path.toString(), e);
    }
  }

  @Override
  public Instant changed(FileInfo file) {
    return new ChangeTimes(root).of(file);
  }

  @Override
  public int concurrency() {
    return CONCURRENCY;
  }

  Path file(FilePath path) {
    return root.resolve(path.toString());
  }

  /** Whether the name, as a path of a store, is that of the entry that has it. */
  boolean leadsTo(String name, Path entry) {
    try {
      return file(FilePath.ofFile(name)).equals(entry);
    } catch (InvalidFilePathException | InvalidPathException e) {
      return false;
    }
  }

  static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
  }

  /** Nothing for what is no regular file. */
  private Optional<FileInfo> info(FilePath path) throws IOException {
    BasicFileAttributes attributes = attributes(file(path));
    return attributes.isRegularFile() ? Optional.of(info(path, attributes)) : Optional.empty();
  }

  static FileInfo info(FilePath path, BasicFileAttributes attributes) {
    String etag =
        attributes.size()
            + "-"
            + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)
            + "-"
            + attributes.fileKey();
    return new FileInfo(
        path,
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        etag,
        Optional.empty(),
        Map.of());
  }

  FileStoreException failure(String path, IOException e) {
    if (e instanceof NoSuchFileException) {
      return new NotFoundException(new ErrorContext("read", path, toString()), null, e);
    }
    if (e instanceof ClosedByInterruptException) {
      return new InterruptedOperationException(new ErrorContext("read", path, toString()), null, e);
    }
    return e instanceof AccessDeniedException
        ? new PermissionDeniedException(new ErrorContext("read", path, toString()), null, e)
        : new StorageFailureException(
            new ErrorContext("read", path, toString()), e.getMessage(), e);
  }

  private NotFoundException missing(FilePath path) {
    String hint = "it is no regular file";
    return new NotFoundException(new ErrorContext("read", path.toString(), toString()), hint, null);
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
