package dev.coffer.soak;

import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.versioning.FileVersions;
import java.io.IOException;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * One who looks at the conversations of the past and deletes them, and prunes old versions now and
 * then, whether the disk is full or not. A prune takes longer the more was deleted, since the last
 * version of each file stays. The store is opened for each visit, as by a command, so that the
 * deliveries stay with the agents, whose processes are killed.
 */
final class Operator {
  private static final long PAUSE_MILLIS = 3_000;

  private final Stage stage;
  private final Journals journals;
  private final Inspector inspector;
  private final SplittableRandom random = new SplittableRandom(2);
  private long next;
  private int prunes;

  Operator(Stage stage, Journals journals, Inspector inspector) {
    this.stage = stage;
    this.journals = journals;
    this.inspector = inspector;
  }

  int prunes() {
    return prunes;
  }

  /** Comes again and again; nobody else looks at the journals meanwhile. */
  Instant visitUntil(Instant end) throws IOException, InterruptedException {
    while (Instant.now().isBefore(end)) {
      Thread.sleep(PAUSE_MILLIS);
      visit();
    }
    return end;
  }

  /** Reads the journals when it knows what is past: the store may take long to open. */
  private void visit() throws IOException {
    try (FileStore store = stage.open()) {
      long past = stage.period() - 2;
      journals.read();
      for (; next <= past; next++) {
        end(store, next);
      }
      if (random.nextInt(5) == 0) {
        store.unwrap(FileVersions.class).orElseThrow().prune(false);
        prunes++;
      }
    } catch (FileStoreException e) {
      System.out.println("operator: " + e.getMessage());
    }
  }

  private void end(FileStore store, long period) {
    for (int i = 0; i < Stage.CONVERSATIONS; i++) {
      String conversation = Stage.conversation(period, i);
      if (isThere(store, conversation)) {
        inspector.close(store, conversation);
        store.deleteDirectory("sessions/" + conversation);
      }
    }
  }

  static boolean isThere(FileStore store, String conversation) {
    return !store.list("sessions/" + conversation).isEmpty();
  }
}
