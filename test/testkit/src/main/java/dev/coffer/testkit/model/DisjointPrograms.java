package dev.coffer.testkit.model;

import dev.coffer.FileStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Runs one program per thread, each in a directory of its own of one store, with a model of its
 * own. What a thread sees must not depend on the others, although all directories share parents.
 */
final class DisjointPrograms {
  private final FileStore store;
  private final long seed;
  private final int length;

  DisjointPrograms(FileStore store, long seed, int length) {
    this.store = store;
    this.seed = seed;
    this.length = length;
  }

  void run(int threads) {
    List<Callable<Optional<ModelFailure>>> programs = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      programs.add(() -> runIn("shared/parent/" + thread, seed + thread));
    }
    for (Optional<ModelFailure> failure : AtOnce.call(programs)) {
      failure.ifPresent(this::fail);
    }
  }

  private Optional<ModelFailure> runIn(String directory, long threadSeed) {
    try (FileStore view = store.scoped(directory)) {
      return Runner.run(Program.of(threadSeed, length), view, Model.empty(store.capabilities()));
    }
  }

  private void fail(ModelFailure failure) {
    throw new AssertionError(
        "a thread in a directory of its own saw a difference (seed "
            + seed
            + "); it had done:\n\n"
            + failure.java(),
        failure.cause());
  }
}
