package dev.coffer.testkit.model;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks what is known of a path. */
record StatFile(String path) implements ModelStep {
  @Override
  public void run(FileStore store, Model model) {
    Expected expected = Expected.of(path);
    expected.check(() -> store.stat(path)).ifPresent(told -> compare(model, told));
    expected
        .check(() -> store.exists(path))
        .ifPresent(
            told ->
                Mismatch.unlessEqual(
                    "exists('" + path + "')", model.get(FilePath.of(path)) != null, told));
  }

  private void compare(Model model, Optional<FileInfo> told) {
    FilePath parsed = FilePath.of(path);
    Model.@Nullable File file = model.get(parsed);
    boolean same = told.isPresent() == (file != null);
    Mismatch.unless(same, "stat('" + path + "')", file == null ? "nothing" : file, told);
    if (file != null && told.isPresent()) {
      model.compare(parsed, file, told.get());
    }
  }

  @Override
  public String java(String store) {
    return store + ".stat(" + Java.quote(path) + ")";
  }
}
