package dev.coffer.testkit;

import dev.coffer.FilePath;
import java.util.List;

/**
 * A call of a primitive.
 *
 * @param operation the primitive
 * @param paths the paths of the call: source before target, the files of a batch in their order,
 *     none for a close
 */
public record RecordedCall(Operation operation, List<FilePath> paths) {
  /**
   * Copies the list.
   *
   * @param operation the primitive
   * @param paths its paths
   */
  public RecordedCall {
    paths = List.copyOf(paths);
  }

  /**
   * Returns a call with its paths as strings, as tests write it.
   *
   * @param operation the primitive
   * @param paths its paths
   * @return the call
   */
  public static RecordedCall of(Operation operation, String... paths) {
    return new RecordedCall(operation, List.of(paths).stream().map(FilePath::of).toList());
  }
}
