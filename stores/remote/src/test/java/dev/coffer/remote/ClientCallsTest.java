package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.InterruptedOperationException;
import dev.coffer.StorageFailureException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClientCallsTest {
  private static final class Meaning implements ClientCalls.Translation {
    @Override
    public RuntimeException translate(ErrorContext context, RuntimeException failure) {
      return new ConnectionErrors(ConnectionHints.of("http://host")).of(context, failure);
    }

    @Override
    public boolean isTransient(RuntimeException failure) {
      return ConnectionErrors.isTransient(failure);
    }
  }

  private final Lifetime lifetime = new Lifetime("test", "Test");
  private final ClientCalls calls = new ClientCalls(lifetime, new Meaning());
  private final AtomicInteger requests = new AtomicInteger();

  private static Attempts attempts(Duration deadline) {
    return new Attempts("read", "a", "test", deadline);
  }

  private String fails(RuntimeException failure) {
    requests.incrementAndGet();
    throw failure;
  }

  @Test
  void aLostConnectionIsTriedAgain() {
    String answer =
        calls.call(
            attempts(Duration.ofMinutes(1)),
            () -> requests.get() < 2 ? fails(lost(new IOException("reset"))) : "yes");
    assertThat(answer).isEqualTo("yes");
  }

  private static UncheckedIOException lost(IOException cause) {
    return new UncheckedIOException(cause);
  }

  @Test
  void aLostConnectionIsAConnectionExceptionInTheEnd() {
    ConnectionException e =
        assertThrows(
            ConnectionException.class,
            () -> calls.call(attempts(Duration.ZERO), () -> fails(lost(new IOException("reset")))));
    assertThat(e).hasMessageContaining("read a on test").hasMessageContaining("http://host");
  }

  @Test
  void whatIsNotHttpIsTriedThreeTimes() {
    UncheckedIOException senseless = lost(new ProtocolException("no status line"));
    assertThrows(
        StorageFailureException.class,
        () -> calls.call(attempts(Duration.ofMinutes(1)), () -> fails(senseless)));
    assertThat(requests).hasValue(3);
  }

  @Test
  void anExceptionOfTheClientThatSaysNothingIsNotRepeatedAndNotPassedOn() {
    IllegalArgumentException odd = new IllegalArgumentException("odd");
    StorageFailureException e =
        assertThrows(
            StorageFailureException.class,
            () -> calls.call(attempts(Duration.ofMinutes(1)), () -> fails(odd)));
    assertThat(e).hasCause(odd);
    assertThat(requests).hasValue(1);
  }

  @Test
  void anInterruptThatTheClientHasSwallowedEndsTheCall() {
    RuntimeException interrupted = new IllegalStateException(new InterruptedException());
    assertThrows(
        InterruptedOperationException.class,
        () -> calls.call(attempts(Duration.ofMinutes(1)), () -> fails(interrupted)));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aStoreThatIsClosedMeanwhileSaysSo() {
    assertThrows(
        IllegalStateException.class,
        () ->
            calls.call(
                attempts(Duration.ofMinutes(1)),
                () -> {
                  lifetime.close();
                  return fails(lost(new IOException("reset")));
                }));
  }
}
