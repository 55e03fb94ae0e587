package dev.coffer.event;

import dev.coffer.FilePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A change that is about to be made to a store, recorded before it is made.
 *
 * @param type the type of the change
 * @param paths the files, at least one; several are deleted together
 * @param source the source of a copy or a move
 */
public record Intent(FileEvent.Type type, List<FilePath> paths, Optional<FilePath> source) {
  /**
   * Copies the list.
   *
   * @param type the type of the change
   * @param paths the files
   * @param source the source of a copy or a move
   */
  public Intent {
    paths = List.copyOf(paths);
  }

  static Intent to(FileEvent.Type type, FilePath path) {
    return new Intent(type, List.of(path), Optional.empty());
  }

  /**
   * Returns the paths that may be changed.
   *
   * @return the files, for a move also the source
   */
  public List<FilePath> touched() {
    List<FilePath> all = new ArrayList<>(paths);
    if (type == FileEvent.Type.MOVED) {
      source.ifPresent(all::add);
    }
    return all;
  }
}
