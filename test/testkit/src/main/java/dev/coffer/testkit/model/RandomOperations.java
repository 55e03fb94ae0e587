package dev.coffer.testkit.model;

import dev.coffer.FileStore;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs random calls on a store and compares every result, every kind of error and, from time to
 * time, the whole tree with a simple model of it.
 *
 * <pre>{@code
 * new RandomOperations(MyFileStore::new).run(seed, 200);
 * }</pre>
 *
 * <p>The calls are all those of {@link FileStore}, also through views; their paths are few, so that
 * files are overwritten, names share prefixes and want to be a file and a directory at once. What
 * the store cannot do, its {@link FileStore#capabilities() capabilities} must say. A difference is
 * an error that holds the seed and, shrunk, the shortest program that was found, as Java that can
 * be pasted.
 *
 * <p>The same seed and length make the same program. Immutable.
 */
public final class RandomOperations {
  /** How many programs are tried at most to make one shorter. */
  private static final int SHRINKING_RUNS = 2000;

  private final Runner runner;

  /**
   * Tests the stores that a factory makes.
   *
   * @param stores makes a new, empty store at each call; shrinking makes some hundreds. Each is
   *     closed
   */
  public RandomOperations(Supplier<? extends FileStore> stores) {
    this.runner = new Runner(stores);
  }

  /**
   * Runs one program.
   *
   * @param seed what the program is made of
   * @param length the number of calls
   * @throws AssertionError when store and model differ, with the shrunk program
   */
  public void run(long seed, int length) {
    Optional<ModelFailure> failure = find(seed, length);
    if (failure.isPresent()) {
      throw new AssertionError(report(seed, length, failure.get()), failure.get().cause());
    }
  }

  /** The shrunk failure of the program of a seed, if it fails. */
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
