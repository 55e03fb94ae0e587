package dev.coffer.testkit.model;

import dev.coffer.FileStore;
import java.util.List;

/** One call on a store, as data: it can be run, printed as Java, and made simpler. */
interface ModelStep {
  /**
   * Runs the call on a store, compares what it does with the model, and does the same to the model.
   *
   * @throws Mismatch when store and model differ
   */
  void run(FileStore store, Model model);

  /** The call as a Java expression; {@code store} is the expression that names the store. */
  String java(String store);

  /** Calls with less in them that may show the same difference, the simplest first. */
  default List<ModelStep> simpler() {
    return List.of();
  }
}
