package dev.coffer.replicate;

import dev.coffer.ConflictException;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.NotModifiedException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.util.function.Supplier;

/** The primary as the source of copies: its failures are {@link UnreadableSource}. */
record PrimaryFiles(FileStore primary) {
  /**
   * Opens the present file.
   *
   * @throws NotFoundException if there is none
   * @throws NotModifiedException if it has the known etag of the options
   */
  OpenedFile open(FilePath path, ReadOptions options) {
    return reading(() -> primary.read(path, options));
  }

  /** Returns whether the present file has an etag. */
  boolean has(FilePath path, String etag) {
    return reading(() -> primary.stat(path)).filter(file -> file.etag().equals(etag)).isPresent();
  }

  private static <T> T reading(Supplier<T> call) {
    try {
      return call.get();
    } catch (ConflictException | NotFoundException | NotModifiedException e) {
      throw e;
    } catch (FileStoreException e) {
      throw new UnreadableSource(e);
    }
  }
}
