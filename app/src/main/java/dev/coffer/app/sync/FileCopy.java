package dev.coffer.app.sync;

import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.InterruptedOperationException;
import dev.coffer.InvalidMetadataException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * Copies one file, reads it back and compares the digests. A file that changes meanwhile is copied
 * again: otherwise the copy would be younger than the change and pass for equal ever after. For the
 * same reason the file is looked at before its copy is published, and a copy that turns out to be
 * old, or cannot be read back, is deleted, unless another has written the file meanwhile.
 */
record FileCopy(Origin origin, Destination destination, LongConsumer moved) {
  private static final int ATTEMPTS = 3;

  /** Copies and verifies; gives the number of bytes. */
  long run(FilePath path) {
    for (int i = 0; i < ATTEMPTS; i++) {
      try (OpenedFile opened = open(path)) {
        FileInfo seen = opened.info();
        Optional<FileInfo> written = attempt(opened);
        if (written.isPresent()) {
          destination.settle(seen, written.get());
          return seen.size();
        }
      }
    }
    String hint = "it changed " + ATTEMPTS + " times while it was copied";
    throw new ConflictException(
        new ErrorContext("copy", path.toString(), origin.toString()), hint, null);
  }

  private OpenedFile open(FilePath path) {
    try {
      return origin.read(path);
    } catch (NotFoundException e) {
      String hint = "it went away since it was listed";
      throw new NotFoundException(
          new ErrorContext("copy", path.toString(), origin.toString()), hint, e);
    }
  }

  /** The copy; nothing if the file changed meanwhile. */
  private Optional<FileInfo> attempt(OpenedFile opened) {
    SeenContent content = new SeenContent(opened);
    WriteOptions options = options(opened.info());
    FileInfo written;
    try {
      written = destination.store().write(opened.info().path(), content, options);
    } catch (ChangedException e) {
      return Optional.empty();
    }
    PublishedCopy copy = new PublishedCopy(destination.store(), written);
    return isGood(copy, content.digest.digest(), opened.info())
        ? Optional.of(written)
        : Optional.empty();
  }

  /** Metadata that another program wrote may be more than a store takes. */
  private WriteOptions options(FileInfo seen) {
    try {
      return destination.options(seen);
    } catch (InvalidMetadataException e) {
      String message = String.valueOf(e.getMessage());
      String hint = message.substring(message.indexOf('(') + 1, message.length() - 1);
      throw new InvalidMetadataException(
          new ErrorContext("copy", seen.path().toString(), origin.toString()), hint, e);
    }
  }

  /**
   * A copy that could not be verified is deleted, whatever is the cause, an interrupt too: the next
   * run would take it for equal. One that was verified stays if the source fails afterwards: it may
   * be the last that is left.
   */
  private boolean isGood(PublishedCopy copy, byte[] expected, FileInfo seen) {
    copy.verify(expected);
    boolean unchanged = isUnchangedAfter(seen, copy);
    if (!unchanged) {
      copy.discard(null);
    }
    return unchanged;
  }

  private boolean isUnchangedAfter(FileInfo seen, PublishedCopy copy) {
    try {
      return isUnchanged(seen);
    } catch (InterruptedOperationException e) {
      copy.discard(e);
      throw e;
    }
  }

  /** A file that is gone cannot pass for equal. */
  private boolean isUnchanged(FileInfo seen) {
    Optional<FileInfo> now = origin.stat(seen.path());
    return now.isEmpty() || now.get().etag().equals(seen.etag());
  }

  /** The file is not the one that was seen, or not as long. */
  private static final class ChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The bytes of the file that was opened, which is opened again when they are asked for again. */
  private final class SeenContent implements Content {
    private final OpenedFile opened;
    private final MessageDigest digest = FileDigest.begin();
    private boolean used;
    private long given;

    SeenContent(OpenedFile opened) {
      this.opened = opened;
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(opened.info().size());
    }

    @Override
    public boolean isRepeatable() {
      return true;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      try (OpenedFile file = next()) {
        digest.reset();
        given = 0;
        FileDigest.pump(file.stream(), out, digest, this::count);
      }
      if (given < opened.info().size() || !isUnchanged(opened.info())) {
        throw new ChangedException();
      }
    }

    private void count(long bytes) {
      given += bytes;
      if (given > opened.info().size()) {
        throw new ChangedException();
      }
      moved.accept(bytes);
    }

    private OpenedFile next() {
      if (!used) {
        used = true;
        return opened;
      }
      OpenedFile again = origin.read(opened.info().path());
      if (!again.info().etag().equals(opened.info().etag())) {
        again.close();
        throw new ChangedException();
      }
      return again;
    }
  }
}
