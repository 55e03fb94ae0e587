package dev.coffer.testkit.model;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.util.List;
import java.util.stream.Stream;

/** Walks all files below a directory. */
record Walk(String directory) implements ModelStep {
  @Override
  public void run(FileStore store, Model model) {
    Expected.of(directory).check(() -> call(store)).ifPresent(files -> compare(model, files));
  }

  private List<FileInfo> call(FileStore store) {
    try (Stream<FileInfo> files = store.walk(directory)) {
      return files.toList();
    }
  }

  private void compare(Model model, List<FileInfo> files) {
    List<FilePath> paths = files.stream().map(FileInfo::path).toList();
    Mismatch.unlessEqual("walk('" + directory + "')", model.walk(FilePath.of(directory)), paths);
    files.forEach(model::compareEntry);
  }

  @Override
  public String java(String store) {
    return store + ".walk(" + Java.quote(directory) + ").toList()";
  }
}
