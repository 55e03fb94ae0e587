package dev.coffer.testkit.model;

import dev.coffer.FileStore;
import java.util.List;

/** One call on a store, as data: it can be run, printed as Java, and simplified. */
interface ModelStep {
  /**
   * Runs the call on a store, compares the result with the model, and applies the call to the
   * model.
   *
   * @throws Mismatch if store and model differ
   */
  void run(FileStore store, Model model);

  /** Returns the call as a Java expression; {@code store} is the expression for the store. */
  String java(String store);

  /** Returns simpler calls that may show the same difference, the simplest first. */
  default List<ModelStep> simpler() {
    return List.of();
  }
}
