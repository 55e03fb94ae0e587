package dev.coffer.testkit;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.Capability;
import dev.coffer.FileStore;
import java.util.Set;

/** What the cases of each topic stand on. */
interface StoreUnderTest {
  /** The store of this test; empty when the test starts. */
  FileStore store();

  /** Another handle on the files of {@link #store()}; skips the case where there is none. */
  FileStore anotherHandle();

  /** A store whose back end cannot be reached; skips the case where none can be made. */
  FileStore unreachable();

  /** How many names the case on a large directory writes. */
  int largeDirectory();

  /** How many bytes the longest path has that the store takes. */
  int longestPath();

  /** What the store was opened with and must never show. */
  Set<String> secrets();

  /** Skips the case when the store lacks an ability. */
  default void requires(Capability ability) {
    assumeTrue(store().capabilities().has(ability), () -> "the store has no " + ability);
  }

  /** Skips the case when the store has an ability. */
  default void requiresNo(Capability ability) {
    assumeFalse(store().capabilities().has(ability), () -> "the store has " + ability);
  }
}
