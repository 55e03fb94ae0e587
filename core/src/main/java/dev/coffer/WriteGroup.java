package dev.coffer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The writes of one call, which need to be on the disk when the call returns and not before. What
 * several of them would do each, such as the sync of one directory, a store leaves to the
 * {@linkplain #atEnd end} and it is done once.
 *
 * <p>A write of a group is complete for readers when it returns. A layer that must know that a
 * single write is durable takes the group off with {@link WriteOptions#ungrouped()}.
 */
public final class WriteGroup {
  private record Step(Runnable work, List<FilePath> files) {}

  private final ConcurrentMap<Object, Step> steps = new ConcurrentHashMap<>();

  /** Made by the call that groups its writes. */
  WriteGroup() {}

  /**
   * Leaves work to the end of the call.
   *
   * @param file the file that needs it; fails with it
   * @param key work of an equal key is done once for all its files
   * @param work throws a {@link FileStoreException} when it fails
   */
  public void atEnd(FilePath file, Object key, Runnable work) {
    steps.compute(
        key,
        (same, step) -> {
          Step known = step == null ? new Step(work, new ArrayList<>()) : step;
          known.files.add(file);
          return known;
        });
  }

  /** Does what was left, and puts the files whose work fails to the failures. */
  void end(String store, Map<FilePath, FileStoreException> failures) {
    for (Step step : steps.values()) {
      try {
        step.work.run();
      } catch (FileStoreException e) {
        step.files.forEach(file -> failures.putIfAbsent(file, failed(file, store, e)));
      }
    }
  }

  private static StorageFailureException failed(FilePath file, String store, FileStoreException e) {
    String hint = "it is written, but not certain to survive a power failure: " + e.reason();
    return new StorageFailureException(new ErrorContext("write", file.toString(), store), hint, e);
  }
}
