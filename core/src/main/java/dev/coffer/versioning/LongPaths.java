package dev.coffer.versioning;

import static dev.coffer.versioning.KeptVersions.AREA;

import dev.coffer.Content;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.InvalidFilePathException;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import dev.coffer.spi.OwnArea;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The paths that a listing of the area shortens. The directory of such a path has a file with the
 * path in it, which comes before its versions. The directory comes before all others that are in
 * the same directory of users, so that the paths wait until their turn in the order of paths.
 */
final class LongPaths {
  private static final String NAME = "!path";

  private final FileStore store;
  private final FilePath directory;
  private final String after;
  private final TreeSet<FilePath> waiting = new TreeSet<>();

  /**
   * Starts with those that are listed before the place at which a listing begins.
   *
   * @param directory what is listed
   * @param after the entry of a listing of users behind which it begins; empty for all
   */
  LongPaths(FileStore store, FilePath directory, String after) {
    this.store = store;
    this.directory = directory;
    this.after = after;
    heads().forEach(this::findIn);
  }

  static boolean contains(FilePath path) {
    return !AREA.head(path).equals(path);
  }

  /** Notes a path before its first version is kept, if listings shorten it. */
  static void note(FileStore store, FilePath path) {
    if (contains(path)) {
      FilePath file = AREA.file(path, NAME);
      FileInfo unused = store.write(file, Content.of(path.toString()), WriteOptions.DEFAULTS);
    }
  }

  private Set<FilePath> heads() {
    Set<FilePath> heads = new LinkedHashSet<>();
    if (contains(directory)) {
      heads.add(AREA.head(directory));
    } else if (!after.isEmpty()) {
      Optional<FilePath> above = FilePath.of(after).parent();
      while (above.isPresent() && above.get().startsWith(directory)) {
        heads.add(AREA.head(above.get()));
        above = above.get().parent();
      }
    }
    return heads;
  }

  private void findIn(FilePath head) {
    try (Stream<Entry> names = store.list(AREA.below(head), ListOptions.DEFAULTS)) {
      names
          .map(Entry::path)
          .takeWhile(path -> path.name().startsWith("!"))
          .forEach(path -> await(path.resolve(FilePath.of(NAME))));
    }
  }

  /**
   * Takes an entry of a listing of the area, if it is of a long path.
   *
   * @return false if it is of another path
   */
  boolean take(Entry entry) {
    FilePath path = entry.path();
    if (!path.parent().orElse(FilePath.ROOT).name().startsWith("!")) {
      return false;
    }
    if (path.name().equals(NAME)) {
      await(path);
    }
    return true;
  }

  private void await(FilePath name) {
    known(name)
        .flatMap(known -> OwnArea.subjectOf(name, known))
        .filter(path -> path.startsWith(directory) && !path.equals(directory))
        .filter(path -> FilePath.compareUtf8(path.toString(), after) > 0)
        .ifPresent(waiting::add);
  }

  /** The path as its writer knows it; empty if it was put there by others. */
  private Optional<FilePath> known(FilePath name) {
    try (OpenedFile file = store.read(name, ReadOptions.DEFAULTS)) {
      byte[] text = file.stream().readNBytes(FilePath.MAX_BYTES + 1);
      return Optional.of(FilePath.ofFile(new String(text, StandardCharsets.UTF_8)));
    } catch (NotFoundException | InvalidFilePathException e) {
      return Optional.empty();
    } catch (IOException e) {
      ErrorContext context = new ErrorContext("list", directory.toString(), store.name());
      throw new StorageFailureException(context, "the path of a version cannot be read", e);
    }
  }

  /** Returns the first of those that wait. */
  @Nullable FilePath first() {
    return waiting.isEmpty() ? null : waiting.first();
  }

  void remove(FilePath path) {
    waiting.remove(path);
  }
}
