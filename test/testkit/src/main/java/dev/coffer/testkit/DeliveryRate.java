package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.delivery.BatchPolicy;
import dev.coffer.delivery.DeliveringFileStore;
import dev.coffer.delivery.DeliveryPolicy;
import dev.coffer.delivery.Receiver;
import dev.coffer.delivery.RetrySchedule;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.ReceiverState;
import dev.coffer.memory.InMemoryFileStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Measures how many events a second a receiver takes from a log that is full of them. */
public final class DeliveryRate {
  private static final int WRITERS = 32;
  private static final int EVENTS = 20_000;
  private static final int IN_FLIGHT = 16;
  private static final BatchPolicy BATCH =
      new BatchPolicy(Duration.ofMillis(50), Duration.ofSeconds(1), Long.MAX_VALUE);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final double NANOS = 1e9;

  private final FileStore files = new Lasting(new InMemoryFileStore());
  private final Supplier<FileEventLog> logs;
  private final Receiver receiver;

  /**
   * Measures a receiver that receives one event after the other, and one that receives batches, and
   * prints both.
   *
   * @param what the kind of the receiver
   * @param logs opens the log of a name, the same each time
   * @param receivers makes the receiver of a name
   */
  public static void print(
      String what,
      Function<String, FileEventLog> logs,
      BiFunction<String, DeliveryPolicy, Receiver> receivers) {
    print(what, "one", Optional.empty(), logs, receivers);
    print(what, "many", Optional.of(BATCH), logs, receivers);
  }

  private static void print(
      String what,
      String name,
      Optional<BatchPolicy> batch,
      Function<String, FileEventLog> logs,
      BiFunction<String, DeliveryPolicy, Receiver> receivers) {
    DeliveryPolicy policy =
        new DeliveryPolicy(RetrySchedule.USUAL, IN_FLIGHT, batch, Duration.ofSeconds(10));
    DeliveryRate rate = new DeliveryRate(() -> logs.apply(name), receivers.apply(name, policy));
    System.out.printf("%s, %s at a time: %.0f events a second%n", what, name, rate.measure(EVENTS));
  }

  /**
   * Prepares a measurement.
   *
   * @param logs opens the log, the same each time
   * @param receiver takes the events, and has none of them yet
   */
  public DeliveryRate(Supplier<FileEventLog> logs, Receiver receiver) {
    this.logs = logs;
    this.receiver = receiver;
  }

  /**
   * Changes so many files, then delivers.
   *
   * @param events how many
   * @return events a second, from the opening of the store until the last is acknowledged
   */
  public double measure(int events) {
    fill(events);
    long start = System.nanoTime();
    try (DeliveringFileStore store =
        new DeliveringFileStore(files, logs.get(), List.of(receiver))) {
      FileEventLog log = store.unwrap(FileEventLog.class).orElseThrow();
      while (pending(log) > 0) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      assertThat(log.deadLetters()).isEmpty();
      return events * NANOS / (System.nanoTime() - start);
    }
  }

  private static long pending(FileEventLog log) {
    return log.receivers().stream().mapToLong(ReceiverState::pending).sum();
  }

  private void fill(int events) {
    FileEventLog log = logs.get();
    log.queue(receiver.name()).close();
    try (AnnouncingFileStore store = new AnnouncingFileStore(files, log)) {
      List<Thread> writers =
          IntStream.range(0, WRITERS)
              .mapToObj(writer -> new Thread(() -> write(store, writer, events)))
              .toList();
      writers.forEach(Thread::start);
      for (Thread writer : writers) {
        writer.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A store that outlives the layers around it. */
  private static final class Lasting extends ForwardingFileStore {
    Lasting(FileStore delegate) {
      super(delegate);
    }

    @Override
    public void close() {
      // The next layer needs it.
    }
  }

  private static void write(AnnouncingFileStore store, int writer, int events) {
    for (int i = writer; i < events; i += WRITERS) {
      store.write("d" + i % 100 + "/" + i, "event " + i);
    }
  }
}
