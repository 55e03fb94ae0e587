package dev.coffer.testkit.model;

import dev.coffer.FileStore;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs random calls on a store and compares every result, every kind of error and, from time to
 * time, the whole tree with a simple model.
 *
 * <pre>{@code
 * new RandomOperations(MyFileStore::new).run(seed, 200);
 * }</pre>
 *
 * <p>The calls are all those of {@link FileStore}, including calls through views. They use few
 * paths, so that files are overwritten, names share prefixes, and some names are used for both a
 * file and a directory. The {@link FileStore#capabilities() capabilities} must state what the store
 * cannot do. A difference is an error with the seed and the shortest failing program that was
 * found, as Java that can be pasted.
 *
 * <p>The same seed and length yield the same program. Immutable.
 */
public final class RandomOperations {
  /** The maximum number of programs tried to shorten one. */
  private static final int SHRINKING_RUNS = 2000;

  private final Runner runner;

  /**
   * Creates a test of the stores that a factory creates.
   *
   * @param stores creates a new, empty store at each call; shrinking creates some hundreds. Each is
   *     closed
   */
  public RandomOperations(Supplier<? extends FileStore> stores) {
    this.runner = new Runner(stores);
  }

  /**
   * Runs one program.
   *
   * @param seed the seed of the program
   * @param length the number of calls
   * @throws AssertionError if store and model differ, with the shrunk program
   */
  public void run(long seed, int length) {
    Optional<ModelFailure> failure = find(seed, length);
    if (failure.isPresent()) {
      throw new AssertionError(report(seed, length, failure.get()), failure.get().cause());
    }
  }

  /** Returns the shrunk failure of the program of a seed, if it fails. */
  Optional<ModelFailure> find(long seed, int length) {
    return runner
        .run(Program.of(seed, length))
        .map(failure -> Shrinker.shrink(runner, failure, SHRINKING_RUNS));
  }

  private static String report(long seed, int length, ModelFailure failure) {
    int size = failure.program().size();
    return "the store differs from the model; the program of -Dcoffer.seed="
        + seed
        + " with "
        + length
        + " calls shrank to "
        + size
        + ":\n\n"
        + failure.java();
  }
}
