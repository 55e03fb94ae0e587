package dev.coffer.postgres;

import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.FileEventLog;
import dev.coffer.memory.InMemoryFileStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A node whose threads change files of their own for a time, as fast as the outbox lets them. */
final class WritingNode {
  private WritingNode() {}

  /** The database, the schema, the seconds and the threads; prints the number of changes. */
  public static void main(String[] words) throws InterruptedException {
    long nanos = TimeUnit.SECONDS.toNanos(Long.parseLong(words[2]));
    AtomicLong changes = new AtomicLong();
    try (FileEventLog log = new PostgresOutbox(Node.options(words[0], words[1], 1));
        AnnouncingFileStore store = new AnnouncingFileStore(new InMemoryFileStore(), log)) {
      long end = System.nanoTime() + nanos;
      List<Thread> threads =
          IntStream.range(0, Integer.parseInt(words[3]))
              .mapToObj(i -> new Thread(() -> write(store, "t" + i, end, changes)))
              .toList();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    }
    System.out.println(changes);
  }

  private static void write(AnnouncingFileStore store, String path, long end, AtomicLong changes) {
    while (System.nanoTime() < end) {
      store.write(path, "1");
      changes.incrementAndGet();
    }
  }
}
