package dev.coffer.testkit;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.PermissionDeniedException;
import java.util.Locale;
import java.util.function.Supplier;

/** A store whose back end refuses everything. */
final class DeniedFileStore extends WatchingFileStore {
  DeniedFileStore(FileStore delegate) {
    super(delegate);
  }

  @Override
  <T> T around(RecordedCall call, Supplier<T> action) {
    if (call.operation() == Operation.CLOSE) {
      return action.get();
    }
    // Says so when the store is closed.
    delegate().stat(FilePath.ROOT);
    String operation = call.operation().name().toLowerCase(Locale.ROOT);
    String path = call.paths().isEmpty() ? "" : call.paths().get(0).toString();
    throw new PermissionDeniedException(new ErrorContext(operation, path, toString()), null, null);
  }
}
