package dev.coffer.testkit.model;

import dev.coffer.FileStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs a program on a new store and on an empty model. */
final class Runner {
  private final Supplier<? extends FileStore> stores;

  Runner(Supplier<? extends FileStore> stores) {
    this.stores = stores;
  }

  /** Returns the first difference, if any. */
  Optional<ModelFailure> run(List<ModelStep> program) {
    try (FileStore store = stores.get()) {
      return run(program, store, Model.empty(store.capabilities()));
    }
  }

  static Optional<ModelFailure> run(List<ModelStep> program, FileStore store, Model model) {
    for (int i = 0; i < program.size(); i++) {
      try {
        program.get(i).run(store, model);
      } catch (RuntimeException e) {
        String difference = e instanceof Mismatch ? "" + e.getMessage() : "unexpected: " + e;
        return Optional.of(new ModelFailure(program.subList(0, i + 1), difference, e));
      }
    }
    return Optional.empty();
  }
}
