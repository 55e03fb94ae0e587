package dev.coffer.testkit;

import dev.coffer.FilePath;
import java.util.List;

/**
 * One call of a primitive.
 *
 * @param operation which
 * @param paths the paths it was given: source before target, the files of a batch in their order,
 *     none for a close
 */
public record Call(Operation operation, List<FilePath> paths) {
  /**
   * Copies the list.
   *
   * @param operation which
   * @param paths its paths
   */
  public Call {
    paths = List.copyOf(paths);
  }

  /**
   * A call with its paths as strings, as tests write it.
   *
   * @param operation which
   * @param paths its paths
   * @return the call
   */
  public static Call of(Operation operation, String... paths) {
    return new Call(operation, List.of(paths).stream().map(FilePath::of).toList());
  }
}
