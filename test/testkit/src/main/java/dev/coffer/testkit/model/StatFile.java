package dev.coffer.testkit.model;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests the information about a path. */
record StatFile(String path) implements ModelStep {
  @Override
  public void run(FileStore store, Model model) {
    Expected expected = Expected.of(path);
    expected.check(() -> store.stat(path)).ifPresent(actual -> compare(model, actual));
    expected
        .check(() -> store.exists(path))
        .ifPresent(
            actual ->
                Mismatch.unlessEqual(
                    "exists('" + path + "')", model.get(FilePath.of(path)) != null, actual));
  }

  private void compare(Model model, Optional<FileInfo> actual) {
    FilePath parsed = FilePath.of(path);
    Model.@Nullable File file = model.get(parsed);
    boolean same = actual.isPresent() == (file != null);
    Mismatch.unless(same, "stat('" + path + "')", file == null ? "nothing" : file, actual);
    if (file != null && actual.isPresent()) {
      model.compare(parsed, file, actual.get());
    }
  }

  @Override
  public String java(String store) {
    return store + ".stat(" + Java.quote(path) + ")";
  }
}
