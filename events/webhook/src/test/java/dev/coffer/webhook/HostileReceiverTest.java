package dev.coffer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.event.ReceiverState;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FakeReceiver;
import dev.coffer.testkit.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the receiver does once, the next delivery comes through, with the same id. */
@Tag("one-jdk")
@Timeout(120)
class HostileReceiverTest {
  private static Stream<Arguments> failures() {
    return Stream.of(
        waitedFor("hangs", Reply::hang),
        answer("ends the connection", Reply::end),
        answer("answers garbage", Reply::garbage),
        answer("answers 500 without end", () -> Reply.endless(500)),
        waitedFor("answers 503 and stops in the body", () -> Reply.unfinished(503)),
        answer("is overloaded", () -> Reply.status(429, "Retry-After: 0")));
  }

  private static Stream<Arguments> successes() {
    return Stream.of(
        answer("answers a terabyte", () -> Reply.endless(200)),
        waitedFor("stops in the body", () -> Reply.unfinished(200)));
  }

  /** What ends before any limit. */
  private static Arguments answer(String name, Supplier<Reply> reply) {
    return Arguments.of(Named.of(name, reply), Duration.ofMinutes(1));
  }

  /** What the limit ends, which is long enough for the answer to the next delivery. */
  private static Arguments waitedFor(String name, Supplier<Reply> reply) {
    return Arguments.of(Named.of(name, reply), Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aDeliveryThatFailedIsMadeAgain(Supplier<Reply> failure, Duration limit) {
    run(failure, limit, 2);
  }

  @ParameterizedTest
  @MethodSource("successes")
  void theHeadOfAnAnswerCounts(Supplier<Reply> reply, Duration limit) {
    run(reply, limit, 1);
  }

  private static void run(Supplier<Reply> first, Duration limit, int deliveries) {
    InMemoryEventLog log = new InMemoryEventLog();
    try (FakeReceiver receiver = new FakeReceiver()) {
      receiver.answer(request -> receiver.requests().size() == 1 ? first.get() : Reply.status(200));
      WebHook hook = Hooks.to(receiver).timeout(limit).waits(true).build();
      try (FileStore store = new WebHookFileStore(new InMemoryFileStore(), log, List.of(hook))) {
        store.write("a", "1");
        await(log);
      }
      assertThat(receiver.requests()).hasSize(deliveries);
      assertThat(receiver.requests().stream().map(r -> r.header("idempotency-key")).distinct())
          .hasSize(1);
    }
  }

  private static void await(InMemoryEventLog log) {
    while (log.receivers().stream().mapToLong(ReceiverState::pending).sum() > 0) {
      LockSupport.parkNanos(100_000);
    }
  }
}
