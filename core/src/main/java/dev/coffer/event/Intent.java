package dev.coffer.event;

import dev.coffer.FilePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is about to be done to a store, noted before it is done.
 *
 * @param type what
 * @param paths the files, at least one; several are deleted together
 * @param source where a copy or a move comes from
 */
public record Intent(FileEvent.Type type, List<FilePath> paths, Optional<FilePath> source) {
  /**
   * Copies the list.
   *
   * @param type what
   * @param paths the files
   * @param source of a copy or a move
   */
  public Intent {
    paths = List.copyOf(paths);
  }

  static Intent to(FileEvent.Type type, FilePath path) {
    return new Intent(type, List.of(path), Optional.empty());
  }

  /**
   * The paths that may be changed.
   *
   * @return the files; of a move the source too
   */
  public List<FilePath> touched() {
    List<FilePath> all = new ArrayList<>(paths);
    if (type == FileEvent.Type.MOVED) {
      source.ifPresent(all::add);
    }
    return all;
  }
}
