package dev.coffer.testkit.model;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.util.ArrayList;
import java.util.List;

/** A call on a view of a directory. */
record Scoped(String directory, ModelStep operation) implements ModelStep {
  @Override
  public void run(FileStore store, Model model) {
    try (FileStore view = store.scoped(directory)) {
      operation.run(view, model.scoped(FilePath.of(directory)));
    }
  }

  @Override
  public String java(String store) {
    return operation.java(store + ".scoped(" + Java.quote(directory) + ")");
  }

  @Override
  public List<ModelStep> simpler() {
    List<ModelStep> simpler = new ArrayList<>();
    simpler.add(operation);
    operation.simpler().forEach(each -> simpler.add(new Scoped(directory, each)));
    return simpler;
  }
}
