package dev.coffer.testkit.model;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.Capability;
import dev.coffer.FileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/**
 * Tests a back end or a layer with random calls, compared with a model:
 *
 * <pre>{@code
 * final class MyFileStoreModelTest extends ModelContract {
 *   @Override
 *   protected FileStore newStore() {
 *     return new MyFileStore();
 *   }
 * }
 * }</pre>
 *
 * <p>Each run draws a new seed and reports it as {@code coffer.seed}; {@code -Dcoffer.seed=}
 * repeats the same programs. A failing program is shrunk and printed as Java; see {@link
 * RandomOperations}.
 */
@Timeout(900)
public abstract class ModelContract {
  private static final int THREADS = 4;

  /** For subclasses. */
  protected ModelContract() {}

  /**
   * Creates a store for one program.
   *
   * @return a new, empty store; closed by the test
   */
  protected abstract FileStore newStore();

  /**
   * Returns how many programs are run, each with a new store.
   *
   * @return 50; fewer for a slow store
   */
  protected int programs() {
    return 50;
  }

  /**
   * Returns how many calls a program has.
   *
   * @return 200; fewer for a slow store
   */
  protected int calls() {
    return 200;
  }

  private long seed(TestReporter reporter) {
    long seed = Long.getLong("coffer.seed", System.nanoTime());
    reporter.publishEntry("coffer.seed", Long.toString(seed));
    return seed;
  }

  @Test
  final void everyCallOfARandomProgramDoesWhatTheModelDoes(TestReporter reporter) {
    long seed = seed(reporter);
    RandomOperations operations = new RandomOperations(this::newStore);
    for (int i = 0; i < programs(); i++) {
      operations.run(seed + i, calls());
    }
  }

  @Test
  final void threadsInDirectoriesOfTheirOwnDoNotSeeEachOther(TestReporter reporter) {
    try (FileStore store = newStore()) {
      new DisjointPrograms(store, seed(reporter), calls() * 2).run(THREADS);
    }
  }

  @Test
  final void noIncrementOfAConditionalCounterIsLost() {
    try (FileStore store = newStore()) {
      assumeTrue(
          store.capabilities().has(Capability.CONDITIONAL_WRITES),
          "the store has no conditional writes");
      new ConditionalCounter(store, calls()).check(THREADS);
    }
  }
}
