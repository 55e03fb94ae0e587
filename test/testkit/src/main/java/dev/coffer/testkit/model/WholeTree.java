package dev.coffer.testkit.model;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.util.List;
import java.util.stream.Stream;

/** Compares every file and every directory of the store with the model. */
record WholeTree() implements ModelStep {
  @Override
  public void run(FileStore store, Model model) {
    new Walk("").run(store, model);
    List<FilePath> files = model.walk(FilePath.ROOT);
    for (FilePath file : files) {
      new ReadWhole(file.toString(), false).run(store, model);
      new StatFile(file.toString()).run(store, model);
    }
    files.stream()
        .flatMap(WholeTree::directories)
        .distinct()
        .forEach(directory -> new ListNames(directory.toString()).run(store, model));
  }

  private static Stream<FilePath> directories(FilePath file) {
    return Stream.iterate(
            file.parent().orElseThrow(),
            directory -> true,
            directory -> directory.parent().orElse(FilePath.ROOT))
        .limit(depth(file));
  }

  private static long depth(FilePath file) {
    return 1 + file.toString().chars().filter(c -> c == '/').count();
  }

  @Override
  public String java(String store) {
    return store + ".walk(\"\").toList()";
  }

  @Override
  public List<ModelStep> simpler() {
    return List.of(new Walk(""), new ListNames(""));
  }
}
