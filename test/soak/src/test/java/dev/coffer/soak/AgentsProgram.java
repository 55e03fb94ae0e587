package dev.coffer.soak;

import dev.coffer.FileStore;
import dev.coffer.StorageFullException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Some agents in a process of their own, until a line comes on standard input, or its end since the
 * process that started this one is gone, or somebody kills it: {@code DIRECTORY RECEIVER BEGIN
 * NAME}.
 */
public final class AgentsProgram {
  private static final int AGENTS = 3;
  private static final long SAMPLE_MILLIS = 5_000;
  private static final long RETRY_MILLIS = 200;

  private AgentsProgram() {}

  /**
   * Runs the agents.
   *
   * @param words the stage, and the name of this process
   * @throws Exception if they cannot begin or end
   */
  public static void main(String... words) throws Exception {
    Stage stage = Stage.of(words);
    Journal journal = new Journal(stage.journal(words[3]));
    List<Thread> agents = new ArrayList<>();
    try (FileStore store = open(stage)) {
      for (int i = 0; i < AGENTS; i++) {
        agents.add(new Thread(new Agent(store, stage, journal, words[3] + "." + i)));
      }
      agents.forEach(Thread::start);
      Thread samples = new Thread(() -> sample(journal));
      samples.setDaemon(true);
      samples.start();
      var unused = System.in.read();
      agents.forEach(Thread::interrupt);
      for (Thread agent : agents) {
        agent.join();
      }
    }
  }

  /** A store whose outbox has no room does not open: whoever starts services tries again. */
  private static FileStore open(Stage stage) throws InterruptedException {
    while (true) {
      try {
        return stage.open();
      } catch (StorageFullException e) {
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  private static void sample(Journal journal) {
    long begin = System.nanoTime();
    try {
      while (true) {
        Thread.sleep(SAMPLE_MILLIS);
        long seconds = (System.nanoTime() - begin) / 1_000_000_000;
        journal.write(Journal.HELD, seconds, heap(), descriptors(), threads());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  private static long descriptors() {
    Path all = Path.of("/proc/self/fd");
    if (!Files.isDirectory(all)) {
      return 0;
    }
    try (Stream<Path> each = Files.list(all)) {
      return each.count();
    } catch (IOException e) {
      return 0;
    }
  }
}
