package dev.coffer.testkit.model;

import dev.coffer.ConflictException;
import dev.coffer.CopyOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies a version of a file to another path.
 *
 * @param present whether the etag is that of the file
 */
record CopyIf(String source, String target, boolean present) implements ModelStep {
  @Override
  public void run(FileStore store, Model model) {
    Expected expected = Expected.ofFiles(List.of(source, target));
    if (!expected.isFine()) {
      expected.check(() -> call(store, "other"));
      return;
    }
    FilePath from = FilePath.ofFile(source);
    FilePath to = FilePath.ofFile(target);
    Model.@Nullable File file = model.get(from);
    boolean conflicts = !present || file == null || model.isTaken(to);
    expected
        .failsWhen(conflicts, ConflictException.class)
        .check(() -> call(store, present ? model.etag(from) : "other"))
        .ifPresent(
            copied -> {
              if (file != null) {
                model.remove(to); // a copy onto itself may count as a write
                model.store(to, file, copied);
              }
            });
  }

  private FileInfo call(FileStore store, String etag) {
    return store.copy(source, target, CopyOptions.DEFAULTS.ifMatch(etag));
  }

  @Override
  public String java(String store) {
    String etag = present ? Write.javaEtag(store, source) : "\"other\"";
    String options = "CopyOptions.DEFAULTS.ifMatch(" + etag + ")";
    return store + ".copy(" + Java.quote(source) + ", " + Java.quote(target) + ", " + options + ")";
  }

  @Override
  public List<ModelStep> simpler() {
    return present ? List.of(new TransferFile(source, target, false)) : List.of();
  }
}
