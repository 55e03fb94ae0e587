package dev.coffer.agent;

import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.NotFoundException;
import dev.coffer.NotTextException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * A file that is JSON: the version that was read, and what is in it.
 *
 * <p>The existing server writes in place, so a reader beside it can find half a file. A file that
 * cannot be understood is therefore read again, up to three times, a few milliseconds apart, before
 * that is an error.
 *
 * @param info the version that was read
 * @param value what was made of its text
 */
record JsonFile<T>(FileInfo info, T value) {
  private static final int MOST_READS = 4;

  /** A file that is missing is an answer, and no failure of which a layer should warn. */
  private static final ReadOptions BYTES = ReadOptions.DEFAULTS.withoutMetadata().skipMissing();

  private static final long PAUSE_NANOS = 5_000_000;

  /**
   * Reads an object.
   *
   * @return empty if the file does not exist
   * @throws CorruptFileException if it is no JSON object
   */
  static Optional<JsonFile<JsonValue.Fields>> find(FileStore store, String path) {
    return find(store, path, JsonDocument::parseObject);
  }

  /**
   * Reads a file.
   *
   * @param meaning makes a value of its text; an {@link IllegalArgumentException} says why it
   *     cannot, without showing the text
   * @return empty if the file does not exist
   * @throws CorruptFileException if its text has no meaning
   * @throws NotTextException if it is not UTF-8
   */
  static <T> Optional<JsonFile<T>> find(FileStore store, String path, Function<String, T> meaning) {
    for (int reads = 1; ; reads++) {
      try {
        return Optional.of(read(store, path, meaning));
      } catch (NotFoundException e) {
        return Optional.empty();
      } catch (CorruptFileException | NotTextException e) {
        if (reads == MOST_READS || !isHalf(e)) {
          throw e;
        }
        pause(store, path);
      }
    }
  }

  private static <T> JsonFile<T> read(FileStore store, String path, Function<String, T> meaning) {
    FilePath file = FilePath.ofFile(path);
    try (OpenedFile opened = store.read(file, BYTES)) {
      byte[] bytes = opened.stream().readAllBytes();
      return new JsonFile<>(opened.info(), meaning(store, path, bytes, meaning));
    } catch (IOException e) {
      throw new StorageFailureException(context(store, path), null, e);
    }
  }

  /**
   * Makes a value of the bytes of a file that was read with others. A half file is read again.
   *
   * @return empty if the file was half and does not exist any more
   * @throws CorruptFileException if its text has no meaning
   * @throws NotTextException if it is not UTF-8
   */
  static <T> Optional<T> ofBytes(
      FileStore store, String path, byte[] bytes, Function<String, T> meaning) {
    try {
      return Optional.of(meaning(store, path, bytes, meaning));
    } catch (CorruptFileException | NotTextException e) {
      if (!isHalf(e)) {
        throw e;
      }
      return find(store, path, meaning).map(JsonFile::value);
    }
  }

  /**
   * Returns the text of a file that was read with others, if it is a JSON object. A half file is
   * read again.
   *
   * @return empty if the file was half and does not exist any more
   * @throws CorruptFileException if it is no JSON object
   * @throws NotTextException if it is not UTF-8
   */
  static Optional<String> objectOfBytes(FileStore store, String path, byte[] bytes) {
    if (JsonCheck.isObject(bytes)) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (text.indexOf('\uFFFD') < 0) {
        return Optional.of(text);
      }
    }
    return ofBytes(store, path, bytes, JsonFile::checkedObject);
  }

  /** Returns a text that is a JSON object. */
  static String checkedObject(String json) {
    EventHead.read(json);
    return json;
  }

  /** Text that is JSON is whole, whatever is wrong with it. */
  private static boolean isHalf(FileStoreException e) {
    return e instanceof NotTextException || e.getCause() instanceof NotJsonException;
  }

  private static <T> T meaning(
      FileStore store, String path, byte[] bytes, Function<String, T> meaning) {
    try {
      return meaning.apply(OptionalFile.text(store, path, bytes));
    } catch (IllegalArgumentException e) {
      String hint = e.getMessage() + "; restore the file or delete it";
      throw new CorruptFileException(context(store, path), hint, e);
    }
  }

  private static void pause(FileStore store, String path) {
    LockSupport.parkNanos(PAUSE_NANOS);
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedOperationException(context(store, path), null, null);
    }
  }

  static ErrorContext context(FileStore store, String path) {
    return new ErrorContext("read", path, store.name());
  }
}
