package dev.coffer.testkit.model;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads several files; missing ones are left out, or an error when their turn comes. */
record ReadAll(List<String> paths, boolean present) implements ModelStep {
  @Override
  public void run(FileStore store, Model model) {
    Expected expected = Expected.ofFiles(paths);
    List<byte[]> read = new ArrayList<>();
    if (!expected.isFine()) {
      expected.check(() -> call(store, read));
      return;
    }
    List<Model.@Nullable File> files = new ArrayList<>();
    paths.forEach(path -> files.add(model.get(FilePath.ofFile(path))));
    boolean missing = !present && files.contains(null);
    expected.failsWhen(missing, NotFoundException.class).check(() -> call(store, read));
    compare(due(files), read);
  }

  private List<FileBody> due(List<Model.@Nullable File> files) {
    return (present
            ? files.stream().filter(Objects::nonNull)
            : files.stream().takeWhile(Objects::nonNull))
        .map(file -> Objects.requireNonNull(file).body())
        .toList();
  }

  private static void compare(List<FileBody> due, List<byte[]> read) {
    Mismatch.unlessEqual("number of files read", due.size(), read.size());
    for (int i = 0; i < due.size(); i++) {
      due.get(i).compareWith("file " + i + " of those read", read.get(i));
    }
  }

  private Boolean call(FileStore store, List<byte[]> read) {
    try (Stream<byte[]> files = present ? store.readAllPresent(paths) : store.readAll(paths)) {
      files.iterator().forEachRemaining(read::add);
      return true;
    }
  }

  @Override
  public String java(String store) {
    String call = present ? ".readAllPresent(" : ".readAll(";
    return store + call + Java.list(paths) + ").toList()";
  }

  @Override
  public List<ModelStep> simpler() {
    List<ModelStep> simpler = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      List<String> fewer = new ArrayList<>(paths);
      fewer.remove(i);
      simpler.add(new ReadAll(List.copyOf(fewer), present));
    }
    paths.forEach(path -> simpler.add(new ReadWhole(path, false)));
    return simpler;
  }
}
