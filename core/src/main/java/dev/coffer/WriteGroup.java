package dev.coffer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The writes of one call, which must be on the disk when the call returns and not earlier. A store
 * defers work that several of them need, such as the sync of one directory, to the {@linkplain
 * #atEnd end}, where it is done once.
 *
 * <p>A write of a group is complete for readers when it returns. A layer that needs a single write
 * to be durable removes the group with {@link WriteOptions#ungrouped()}.
 */
public final class WriteGroup {
  private record Step(Runnable work, List<FilePath> files) {}

  private final ConcurrentMap<Object, Step> steps = new ConcurrentHashMap<>();

  /** Created by the call that groups its writes. */
  WriteGroup() {}

  /**
   * Defers work to the end of the call.
   *
   * @param file the file that needs the work, and fails if the work fails
   * @param key work with an equal key is done once for all its files
   * @param work throws a {@link FileStoreException} if it fails
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

  /** Does the deferred work, and adds the files whose work fails to the failures. */
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
