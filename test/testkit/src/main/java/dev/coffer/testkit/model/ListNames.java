package dev.coffer.testkit.model;

import dev.coffer.FilePath;
import dev.coffer.FileStore;

/** Lists the names in a directory. */
record ListNames(String directory) implements ModelStep {
  @Override
  public void run(FileStore store, Model model) {
    Expected.of(directory)
        .check(() -> store.list(directory))
        .ifPresent(
            names ->
                Mismatch.unlessEqual(
                    "list('" + directory + "')", model.list(FilePath.of(directory)), names));
  }

  @Override
  public String java(String store) {
    return store + ".list(" + Java.quote(directory) + ")";
  }
}
