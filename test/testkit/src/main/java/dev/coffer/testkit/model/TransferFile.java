package dev.coffer.testkit.model;

import dev.coffer.ConflictException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies or moves a file. */
record TransferFile(String source, String target, boolean move) implements ModelStep {
  @Override
  public void run(FileStore store, Model model) {
    Expected expected = Expected.ofFiles(List.of(source, target));
    if (!expected.isFine()) {
      expected.check(() -> call(store));
      return;
    }
    FilePath from = FilePath.ofFile(source);
    FilePath to = FilePath.ofFile(target);
    Model.@Nullable File file = model.get(from);
    expected
        .failsWhen(file == null, NotFoundException.class)
        .failsWhen(model.isTaken(to), ConflictException.class)
        .check(() -> call(store))
        .ifPresent(actual -> apply(model, from, to, actual));
  }

  private void apply(Model model, FilePath from, FilePath to, FileInfo actual) {
    Model.@Nullable File file = model.get(from);
    if (file == null) {
      return;
    }
    if (!from.equals(to)) {
      model.store(to, file, actual);
      if (move) {
        model.remove(from);
      }
    } else if (move) {
      model.compare(to, file, actual);
    } else {
      // A store may decide whether a copy onto itself counts as a write.
      model.remove(to);
      model.store(to, file, actual);
    }
  }

  private FileInfo call(FileStore store) {
    return move ? store.move(source, target) : store.copy(source, target);
  }

  @Override
  public String java(String store) {
    String call = move ? ".move(" : ".copy(";
    return store + call + Java.quote(source) + ", " + Java.quote(target) + ")";
  }
}
