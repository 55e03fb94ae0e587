package dev.coffer.testkit;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.Capability;
import dev.coffer.FileStore;
import java.util.List;
import java.util.Set;

/** The fixture of the cases of each topic. */
interface StoreUnderTest {
  /** Returns the store of this case, which is empty at its start. */
  FileStore store();

  /** Returns another handle on the files of {@link #store()}; skips the case if there is none. */
  FileStore anotherHandle();

  /** Returns a store whose back end cannot be reached; skips the case if there is none. */
  FileStore unreachable();

  /** Returns how many names the case on a large directory writes, and any other case at most. */
  int largeDirectory();

  /** Returns names in ascending order: so many, or as many as a directory has here at most. */
  default List<String> many(String prefix, int count) {
    return Samples.names(prefix, Math.min(count, largeDirectory()));
  }

  /** Returns the same, more than a thousand; skips the case if a directory has fewer here. */
  default List<String> thousands(String prefix, int count) {
    assumeTrue(
        largeDirectory() > 1000,
        () ->
            "a directory has at most %d files here, and this case more than a thousand"
                .formatted(largeDirectory()));
    return many(prefix, count);
  }

  /** Returns the length in bytes of the longest path that the store accepts. */
  int longestPath();

  /** Returns texts that the store was opened with and must never show. */
  Set<String> secrets();

  /** Skips the case if the store lacks a capability. */
  default void requires(Capability ability) {
    assumeTrue(store().capabilities().has(ability), () -> "the store has no " + ability);
  }

  /** Skips the case if the store has a capability. */
  default void requiresNo(Capability ability) {
    assumeFalse(store().capabilities().has(ability), () -> "the store has " + ability);
  }
}
