package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.StorageFailureException;
import dev.coffer.delivery.DeliveryPolicy;
import dev.coffer.delivery.EventDispatcher;
import dev.coffer.delivery.RetrySchedule;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.SinkReceiver.Mood;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The behaviour of every {@link EventSink}: extend this class in a test and specify how to create a
 * sink and its receiver.
 *
 * <pre>{@code
 * class TopicSinkTest extends EventSinkContract {
 *   @Override
 *   protected SinkReceiver newReceiver() {
 *     return new TopicOfTheTest();
 *   }
 *
 *   @Override
 *   protected EventSink newSink(SinkReceiver receiver, FileStore store) {
 *     return new TopicSink(((TopicOfTheTest) receiver).address(), Duration.ofMinutes(1));
 *   }
 *
 *   @Override
 *   protected EventSink newImpatientSink(SinkReceiver receiver, FileStore store) {
 *     return new TopicSink(((TopicOfTheTest) receiver).address(), Duration.ofSeconds(1));
 *   }
 * }
 * }</pre>
 *
 * <p>A case that needs a mood that the receiver does not support is skipped and the reason is
 * printed. A sink waits for its receiver for longer than a busy machine needs, such as a minute,
 * but for those cases that let the limit pass: see {@link #newImpatientSink}. A case that takes two
 * minutes fails.
 */
@ExtendWith(SkippedCases.class)
@Timeout(120)
public abstract class EventSinkContract {
  private static final RetrySchedule QUICK =
      new RetrySchedule(
          Duration.ofDays(1), Duration.ofMillis(1), Duration.ofMillis(5), OptionalInt.empty());

  private final FaultyFileStore store = new FaultyFileStore(new InMemoryFileStore());
  private @Nullable SinkReceiver receiver;
  private @Nullable EventSink sink;

  /** Creates the test of a sink. */
  protected EventSinkContract() {}

  /**
   * Creates a receiver that is well. Called once before each case; the contract closes it.
   *
   * @return a new receiver
   */
  protected abstract SinkReceiver newReceiver();

  /**
   * Creates a sink.
   *
   * @param to a receiver created by {@link #newReceiver()}
   * @param files the store with the files of the events, if the sink needs them
   * @return a new sink; the contract closes it
   */
  protected abstract EventSink newSink(SinkReceiver to, FileStore files);

  /**
   * Creates a sink with a short time limit, for the cases that wait until it is over.
   *
   * @param to a receiver created by {@link #newReceiver()}
   * @param files the store with the files of the events, if the sink needs them
   * @return a new sink, which the contract closes; that of {@link #newSink} unless overridden
   */
  protected EventSink newImpatientSink(SinkReceiver to, FileStore files) {
    return newSink(to, files);
  }

  /**
   * Returns how an {@link EventDispatcher} delivers to the sink.
   *
   * @return eight deliveries at once unless overridden; a sink of batches needs a policy with
   *     batches
   */
  protected DeliveryPolicy policy() {
    return new DeliveryPolicy(QUICK, 8, Optional.empty(), Duration.ofMinutes(1));
  }

  /** Creates the receiver and the sink of the case. */
  @BeforeEach
  public final void open() {
    receiver = newReceiver();
    sink = newSink(receiver, store);
  }

  /** Closes them. */
  @AfterEach
  public final void close() {
    if (sink != null) {
      sink.close();
    }
    if (receiver != null) {
      receiver.close();
    }
    store.close();
  }

  private SinkReceiver receiver() {
    return Objects.requireNonNull(receiver);
  }

  private EventSink sink() {
    return Objects.requireNonNull(sink);
  }

  private void be(Mood mood) {
    assumeTrue(receiver().be(mood), "the receiver cannot be " + mood);
  }

  private EventSink.Result deliver(FileEvent... events) throws InterruptedException {
    return sink().deliver(List.of(events));
  }

  private FileEvent written(String path) {
    store.write(path, "content of " + path);
    return found(path);
  }

  private FileEvent found(String path) {
    FilePath file = FilePath.of(path);
    return FileEvent.found(file, store.stat(file), Instant.now()).numbered(1);
  }

  private static FileEvent moved(FileEvent target, String source) {
    return new FileEvent(
        target.id(),
        FileEvent.Type.MOVED,
        target.path(),
        Optional.of(FilePath.of(source)),
        target.size(),
        target.etag(),
        target.time(),
        target.order());
  }

  // ---- A healthy receiver

  /** When a delivery returns, the receiver has it. */
  @Test
  public void whatIsDeliveredHasArrived() throws InterruptedException {
    assertThat(deliver(written("a"))).isInstanceOf(EventSink.Delivered.class);
    assertThat(receiver().changes()).containsExactly("+a");
    assertThat(deliver(found("gone"))).isInstanceOf(EventSink.Delivered.class);
    assertThat(receiver().changes()).containsExactly("+a", "-gone");
  }

  /** Events arrive one after the other, in the order in which they were passed. */
  @Test
  public void deliveriesArriveInTheirOrder() throws InterruptedException {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      assertThat(deliver(i % 2 == 0 ? written("f" + i) : found("f" + i)))
          .isInstanceOf(EventSink.Delivered.class);
      expected.add((i % 2 == 0 ? "+f" : "-f") + i);
    }
    assertThat(receiver().changes()).isEqualTo(expected);
  }

  /** The target and the source have both changed. */
  @Test
  public void aMoveIsDeliveredForBothPaths() throws InterruptedException {
    assertThat(deliver(moved(written("target"), "source"))).isInstanceOf(EventSink.Delivered.class);
    assertThat(receiver().changes()).containsExactlyInAnyOrder("+target", "-source");
  }

  /** What was moved and is gone since: neither path has a file. */
  @Test
  public void aMoveWhoseTargetIsGoneIsDeliveredForBothPaths() throws InterruptedException {
    assertThat(deliver(moved(found("target"), "source"))).isInstanceOf(EventSink.Delivered.class);
    assertThat(receiver().changes()).containsExactlyInAnyOrder("-target", "-source");
  }

  /** Spaces, percent signs, emoji, and characters with a meaning in URLs. */
  @Test
  public void anyNameArrivesAsItIs() throws InterruptedException {
    List<String> names =
        List.of("a b?c#d", "%2F%00", "caf\u00e9 \ud83d\ude80", "a/b/~", "'\"<&>", "+", " .x ");
    for (String name : names) {
      assertThat(deliver(written(name))).as(name).isInstanceOf(EventSink.Delivered.class);
    }
    assertThat(receiver().changes()).isEqualTo(names.stream().map(name -> "+" + name).toList());
  }

  /** By its id, a receiver recognizes an event it has seen. */
  @Test
  public void aRepeatedEventHasTheSameId() throws InterruptedException {
    FileEvent event = written("a");
    deliver(event);
    String first = receiver().latestId();
    deliver(written("b"));
    assertThat(receiver().latestId()).isNotEqualTo(first);
    assertThat(deliver(event)).isInstanceOf(EventSink.Delivered.class);
    assertThat(first).contains(event.id().toString());
    if (receiver().recognizesRepetitions()) {
      assertThat(receiver().changes()).containsExactly("+a", "+b");
    } else {
      assertThat(receiver().latestId()).isEqualTo(first);
    }
  }

  /** Events of different paths are delivered by several threads. */
  @Test
  public void manyThreadsDeliver() {
    StartedThreads.run(
        8,
        member -> {
          for (int i = 0; i < 20; i++) {
            deliverUnchecked(written(member + "/" + i));
          }
        });
    Set<String> expected =
        IntStream.range(0, 160)
            .mapToObj(i -> "+" + i / 20 + "/" + i % 20)
            .collect(Collectors.toSet());
    assertThat(receiver().changes()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private void deliverUnchecked(FileEvent event) {
    try {
      assertThat(deliver(event)).isInstanceOf(EventSink.Delivered.class);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // ---- An unhealthy receiver

  /** The result is that the delivery is to be retried, and the next attempt succeeds. */
  @Test
  public void aReceiverThatFailsIsTriedAgain() throws InterruptedException {
    be(Mood.FAILING);
    FileEvent event = written("a");
    EventSink.Result result = deliverImpatiently(event);
    assertThat(result).isInstanceOf(EventSink.TryAgain.class);
    assertThat(((EventSink.TryAgain) result).reason()).isNotBlank();
    assertThat(receiver().changes()).isEmpty();
    receiver().be(Mood.WELL);
    assertThat(deliver(event)).isInstanceOf(EventSink.Delivered.class);
    assertThat(receiver().changes()).containsExactly("+a");
  }

  /** A delivery has a time limit of its own, after which it is abandoned and retried. */
  @Test
  public void aSilentReceiverBlocksNoCallerForever() throws InterruptedException {
    be(Mood.SILENT);
    try (EventSink impatient = newImpatientSink(receiver(), store)) {
      assertThat(impatient.deliver(List.of(written("a")))).isInstanceOf(EventSink.TryAgain.class);
      receiver().be(Mood.WELL);
      FileEvent next = written("b");
      EventSink.Result result = impatient.deliver(List.of(next));
      while (result instanceof EventSink.TryAgain) { // the limit is short for a busy machine
        result = impatient.deliver(List.of(next));
      }
      assertThat(result).isInstanceOf(EventSink.Delivered.class);
    }
  }

  private EventSink.Result deliverImpatiently(FileEvent event) throws InterruptedException {
    try (EventSink impatient = newImpatientSink(receiver(), store)) {
      return impatient.deliver(List.of(event));
    }
  }

  /** A refusal concerns only what was sent, not the receiver. */
  @Test
  public void aRefusalIsReported() throws InterruptedException {
    be(Mood.REFUSING);
    EventSink.Result result = deliver(written("a"));
    assertThat(result).isInstanceOfAny(EventSink.Refused.class, EventSink.Declined.class);
    assertThat(result.reason()).isNotBlank();
  }

  /** Then nothing is delivered: the caller that delivers determines what is left. */
  @Test
  public void unreadableContentIsNotAFailureOfTheReceiver() throws InterruptedException {
    FileEvent event = written("a");
    for (Operation operation : List.of(Operation.READ, Operation.STAT)) {
      store.failBefore(
          operation,
          1,
          () ->
              new StorageFailureException(
                  new ErrorContext("read", "a", "store"), "for the test", null));
    }
    EventSink.Result result = deliver(event);
    if (result instanceof EventSink.Unreadable unread) {
      assertThat(unread.events()).containsExactly(event);
      assertThat(unread.reason()).isNotBlank();
      assertThat(receiver().changes()).isEmpty();
    } else {
      assertThat(result).as("a sink that needs no file").isInstanceOf(EventSink.Delivered.class);
    }
  }

  /** After that, nothing more is sent. */
  @Test
  public void aGoneReceiverIsReported() throws InterruptedException {
    be(Mood.GONE);
    EventSink.Result result = deliver(written("a"));
    assertThat(result).isInstanceOf(EventSink.Gone.class);
    assertThat(((EventSink.Gone) result).reason()).isNotBlank();
  }

  /** A close must not wait for a silent receiver. */
  @Test
  public void anInterruptEndsADelivery() {
    be(Mood.SILENT);
    FileEvent event = written("a");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> deliver(event)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).as("the exception takes the flag").isFalse();
  }

  /** A second close does nothing. */
  @Test
  public void closingTwiceIsClosingOnce() {
    sink().close();
    sink().close();
  }

  // ---- With a dispatcher

  /** Files written while the receiver fails intermittently arrive nevertheless. */
  @Test
  public void theLastStateOfEachPathArrivesWhateverFails() {
    SplittableRandom random = new SplittableRandom(1);
    InMemoryEventLog log = new InMemoryEventLog();
    EventDispatcher courier = new EventDispatcher(log.queue("contract"), sink(), policy());
    FileStore told = new AnnouncingFileStore(new Unclosed(store), log);
    for (int i = 0; i < 300; i++) {
      if (i % 60 == 0) {
        receiver().be(i % 120 == 0 ? Mood.FAILING : Mood.WELL);
      }
      String path = "d/" + random.nextInt(10);
      if (random.nextInt(3) == 0) {
        told.deleteFile(path);
      } else {
        told.write(path, "content " + i);
      }
    }
    receiver().be(Mood.WELL);
    courier.close();
    assertThat(log.receivers().get(0).pending()).isZero();
    assertThat(log.deadLetters()).isEmpty();
    told.close();
    List<String> changes = receiver().changes();
    for (int i = 0; i < 10; i++) {
      String path = "d/" + i;
      String last = (store.exists(path) ? "+" : "-") + path;
      assertThat(changes)
          .filteredOn(change -> change.substring(1).equals(path))
          .last()
          .isEqualTo(last);
    }
  }

  /** Keeps the files open when the store that announces them is closed. */
  private static final class Unclosed extends ForwardingFileStore {
    Unclosed(FileStore store) {
      super(store);
    }

    @Override
    public void close() {
      // The contract closes it.
    }
  }
}
