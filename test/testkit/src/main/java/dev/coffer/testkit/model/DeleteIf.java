package dev.coffer.testkit.model;

import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.DeleteOptions;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.UnsupportedFeatureException;
import java.util.List;

/**
 * Deletes a file conditionally.
 *
 * @param present whether the etag is that of the file
 */
record DeleteIf(String path, boolean present) implements ModelStep {
  @Override
  public void run(FileStore store, Model model) {
    Expected expected = Expected.ofFiles(List.of(path));
    if (!expected.isFine()) {
      expected.check(() -> call(store, "other"));
      return;
    }
    FilePath file = FilePath.ofFile(path);
    expected
        .failsWhen(!present || model.get(file) == null, ConflictException.class)
        .failsWhen(!model.has(Capability.CONDITIONAL_DELETES), UnsupportedFeatureException.class)
        .check(() -> call(store, present ? model.etag(file) : "other"))
        .ifPresent(done -> model.remove(file));
  }

  private Boolean call(FileStore store, String etag) {
    store.deleteFile(path, DeleteOptions.DEFAULTS.ifMatch(etag));
    return true;
  }

  @Override
  public String java(String store) {
    String etag = present ? Write.javaEtag(store, path) : "\"other\"";
    String options = "DeleteOptions.DEFAULTS.ifMatch(" + etag + ")";
    return store + ".deleteFile(" + Java.quote(path) + ", " + options + ")";
  }

  @Override
  public List<ModelStep> simpler() {
    return present ? List.of(new Delete(path, Delete.Kind.FILE)) : List.of();
  }
}
