package dev.coffer.testkit;

import dev.coffer.ConflictException;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;

/** A number in a file that several threads increment. */
final class Counter {
  /**
   * Far more attempts than a fair store needs, so that a store that accepts no update fails instead
   * of hanging.
   */
  private static final int MOST_TRIES = 20_000;

  private Counter() {}

  /** Adds 1 several times, each time by a read and a conditional write. */
  static void increment(FileStore store, String path, int times) {
    int done = 0;
    for (int tries = 0; done < times; tries++) {
      if (tries == MOST_TRIES) {
        throw new AssertionError("after " + tries + " tries, " + done + " updates were accepted");
      }
      if (tryIncrement(store, path)) {
        done++;
      }
    }
  }

  private static boolean tryIncrement(FileStore store, String path) {
    try (OpenedFile file = store.read(FilePath.ofFile(path), ReadOptions.DEFAULTS)) {
      int next = Integer.parseInt(Samples.readText(file.stream())) + 1;
      WriteOptions unchanged = WriteOptions.DEFAULTS.ifMatch(file.info().etag());
      store.write(path, Samples.utf8("" + next), unchanged);
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }
}
