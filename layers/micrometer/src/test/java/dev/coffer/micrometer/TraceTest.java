package dev.coffer.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Actor;
import dev.coffer.ConflictException;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.observe.CallListener;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import dev.coffer.observe.OperationListener;
import dev.coffer.observe.Outcome;
import dev.coffer.observe.StoreCall;
import dev.coffer.observe.StoreOperation;
import io.micrometer.observation.Observation;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Operations as spans of OpenTelemetry, below the span of who calls. */
final class TraceTest {
  private final Telemetry telemetry = new Telemetry();
  private final FileStore store = telemetry.watch(new InMemoryFileStore());

  private SpanData caller(Runnable action) {
    Observation.createNotStarted("caller", telemetry.observations).observe(action);
    return telemetry.spans("caller").get(0);
  }

  private void assertBelow(SpanData parent, String name, int count) {
    assertThat(telemetry.spans(name))
        .hasSize(count)
        .allSatisfy(
            span -> {
              assertThat(span.getTraceId()).isEqualTo(parent.getTraceId());
              assertThat(span.getParentSpanId()).isEqualTo(parent.getSpanId());
            });
  }

  @Test
  void anOperationIsASpanBelowThatOfItsCaller() {
    SpanData caller = caller(() -> store.write("a", "x"));
    assertBelow(caller, "coffer write", 1);
  }

  @Test
  void filesThatAreReadAndWrittenTogetherAreBelowTheCaller() {
    Map<String, byte[]> files =
        IntStream.range(0, 20)
            .boxed()
            .collect(
                Collectors.toMap(i -> "d/" + i, i -> ("x" + i).getBytes(StandardCharsets.UTF_8)));
    SpanData caller =
        caller(
            () -> {
              store.writeAll(files);
              store.readAll(List.copyOf(files.keySet())).forEach(bytes -> {});
              store.walk("").forEach(file -> {});
            });
    assertBelow(caller, "coffer write", 20);
    assertBelow(caller, "coffer read", 20);
    assertBelow(caller, "coffer list", 1);
  }

  @Test
  void anActorGoesAlongWithTheTrace() {
    ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    OperationListener noting =
        call -> {
          seen.add(
              Actor.current().orElse("nobody") + " " + Span.current().getSpanContext().isValid());
          return new CallListener() {};
        };
    try (FileStore both =
        new ObservedFileStore(
            new InMemoryFileStore(),
            ObserveOptions.DEFAULTS.listener(telemetry.listener()).listener(noting))) {
      byte[] bytes = {1};
      SpanData caller =
          caller(
              () ->
                  Actor.as("ada", () -> both.writeAll(Map.of("a", bytes, "b", bytes, "c", bytes))));
      assertThat(caller.hasEnded()).isTrue();
    }
    assertThat(seen).hasSize(3).containsOnly("ada true");
  }

  @Test
  void aFailureIsAnErrorOfItsKindAlone() {
    store.write("secret-path", "x");
    assertThatThrownBy(
            () ->
                store.write(
                    "secret-path",
                    "y".getBytes(StandardCharsets.UTF_8),
                    WriteOptions.DEFAULTS.ifAbsent()))
        .isInstanceOf(ConflictException.class);
    SpanData failed = telemetry.spans("coffer write").get(1);
    assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(failed.toString()).contains("conflict").doesNotContain("secret-path");
  }

  @Test
  void afterACallNothingIsLeftOnItsThread() {
    store.write("a", "x");
    store.readString("a");
    store.entries("", ListOptions.DEFAULTS).limit(1).forEach(entry -> {});
    assertThatThrownBy(() -> store.readString("b")).isNotNull();
    assertThat(telemetry.observations.getCurrentObservation()).isNull();
    assertThat(ObservationThreads.operation()).isNull();
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
  }

  @Test
  void aLineOfTheLogIsWrittenInsideOfItsSpan() {
    ConcurrentLinkedQueue<Boolean> inside = new ConcurrentLinkedQueue<>();
    OperationListener listener = telemetry.listener().of(new InMemoryFileStore());
    StoreCall call = new StoreCall(StoreOperation.WRITE, List.of(), "Memory(memory)");
    CallListener watch = listener.begin(call);
    Outcome outcome = new Outcome(Optional.empty(), Optional.empty(), 1, 1);
    watch.answered(outcome);
    watch.logged(() -> inside.add(Span.current().getSpanContext().isValid()));
    watch.ended(outcome);
    assertThat(inside).containsExactly(true);
  }
}
