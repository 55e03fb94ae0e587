package dev.coffer.testkit.model;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.util.ArrayList;
import java.util.List;

/** Deletes several files in one call. */
record DeleteAll(List<String> paths) implements ModelStep {
  @Override
  public void run(FileStore store, Model model) {
    Expected.ofFiles(paths)
        .check(() -> call(store))
        .ifPresent(done -> paths.forEach(path -> model.remove(FilePath.ofFile(path))));
  }

  private Boolean call(FileStore store) {
    store.deleteAll(paths);
    return true;
  }

  @Override
  public String java(String store) {
    return store + ".deleteAll(" + Java.list(paths) + ")";
  }

  @Override
  public List<ModelStep> simpler() {
    List<ModelStep> simpler = new ArrayList<>();
    paths.forEach(path -> simpler.add(new Delete(path, Delete.Kind.FILE)));
    for (int i = 0; i < paths.size(); i++) {
      List<String> fewer = new ArrayList<>(paths);
      fewer.remove(i);
      simpler.add(new DeleteAll(List.copyOf(fewer)));
    }
    return simpler;
  }
}
