package dev.coffer.testkit.model;

import dev.coffer.FilePath;
import dev.coffer.FileStore;

/** Empties the store. */
record Clear() implements ModelStep {
  @Override
  public void run(FileStore store, Model model) {
    Expected.of("").check(() -> call(store));
    model.removeBelow(FilePath.ROOT);
  }

  private static Boolean call(FileStore store) {
    store.clear();
    return true;
  }

  @Override
  public String java(String store) {
    return store + ".clear()";
  }
}
