package dev.coffer.testkit.model;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.InvalidFilePathException;
import java.util.List;

/** Deletes the file or directory at a path, or only a file, or only a directory. */
record Delete(String path, Kind kind) implements ModelStep {
  /** What is deleted. */
  enum Kind {
    ANYTHING,
    FILE,
    DIRECTORY
  }

  @Override
  public void run(FileStore store, Model model) {
    Expected expected = kind == Kind.FILE ? Expected.ofFiles(List.of(path)) : Expected.of(path);
    if (expected.isFine()) {
      expected.failsWhen(FilePath.of(path).isRoot(), InvalidFilePathException.class);
    }
    expected.check(() -> call(store)).ifPresent(done -> apply(model, FilePath.of(path)));
  }

  private Boolean call(FileStore store) {
    switch (kind) {
      case ANYTHING -> store.delete(path);
      case FILE -> store.deleteFile(path);
      case DIRECTORY -> store.deleteDirectory(path);
    }
    return true;
  }

  private void apply(Model model, FilePath parsed) {
    if (kind != Kind.DIRECTORY) {
      model.remove(parsed);
    }
    if (kind != Kind.FILE) {
      model.removeBelow(parsed);
    }
  }

  @Override
  public String java(String store) {
    String call =
        switch (kind) {
          case ANYTHING -> ".delete(";
          case FILE -> ".deleteFile(";
          case DIRECTORY -> ".deleteDirectory(";
        };
    return store + call + Java.quote(path) + ")";
  }
}
