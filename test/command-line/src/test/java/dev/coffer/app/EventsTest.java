package dev.coffer.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testkit.FakeReceiver;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class EventsTest {
  /** Nobody listens there. */
  private static final String NOBODY = "http://127.0.0.1:1/hook";

  @TempDir private Path root;

  private Shell.Result run(Map<String, String> options, String... args) {
    Map<String, String> env = new HashMap<>(options);
    env.put("COFFER_STORE", Shell.uri(root) + "?outbox=durable");
    return new Shell(env, new byte[] {'x'}, Terminals.NONE).run(args);
  }

  private Shell.Result run(String... args) {
    return run(Map.of(), args);
  }

  @Test
  void whatWasDoneIsTold() {
    run("put", "-", "a/1");
    run("mv", "a/1", "b");
    run("rm", "b");
    assertThat(run("events", "tail").lines())
        .hasSize(3)
        .element(1)
        .asString()
        .endsWith("  moved   b  from a/1");
    assertThat(run("events", "tail", "a/**").lines()).hasSize(2);
    assertThat(run("events", "--json", "tail").lines().get(0))
        .startsWith("{\"event\":\"written\",\"path\":\"a/1\",\"id\":\"")
        .contains("\"size\":1,\"etag\":\"")
        .endsWith(",\"order\":1}");
  }

  @Test
  void whatCouldNotBeDeliveredIsTheDeadLetterThatIsReplayed() {
    Map<String, String> dead =
        Map.of(
            "COFFER_WEBHOOK_URL", NOBODY,
            "COFFER_WEBHOOK_RETRY_ATTEMPTS", "2",
            "COFFER_WEBHOOK_RETRY_INITIAL_DELAY", "1ms");
    assertThat(run(dead, "put", "-", "a").code()).isZero();
    List<String> letters = run("events", "dead").lines();
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0))
        .contains("written a  no response: ConnectException after 2" + " attempts");
    assertThat(run("events", "receivers").out())
        .contains("pending 0, dead 1, last answer no response: ConnectException");
    assertThat(run("events", "replay", "other").out()).startsWith("0 events are");
    assertThat(run("events", "replay").out()).isEqualTo("1 event is to be delivered\n");
    assertThat(run("events", "dead").lines()).isEmpty();
    assertThat(run("events", "receivers", "--json").out())
        .contains("\"pending\":1,\"pendingBytes\":1,\"dead\":0");
    assertThat(run("doctor").out()).contains("receiver      http://127.0.0.1:");
  }

  @Test
  void whatTheDoctorTriesIsToldToNobody() {
    try (FakeReceiver receiver = new FakeReceiver()) {
      Map<String, String> told =
          Map.of("COFFER_WEBHOOK_URL", receiver.uri() + "/hook", "COFFER_SCOPE", "users/ada");
      run(told, "put", "-", "a");
      Shell.Result result = run(told, "doctor");
      assertThat(result.code()).isZero();
      assertThat(result.lines())
          .contains(
              "layers        scoped \u2192 observed \u2192 events \u2192 local",
              "outbox        ok: 1 receiver")
          .anyMatch(
              line ->
                  line.matches(
                      "receiver      " + receiver.uri() + "/[0-9a-f]{16}: pending 0, dead 0"));
      assertThat(receiver.requests()).hasToString("[POST /hook/users/ada/a]");
      assertThat(run("events", "tail").lines()).hasSize(1);
    }
  }

  @Test
  void theDoctorMakesNoOutboxAndOpensTheReceiversAllTheSame() {
    Map<String, String> told = Map.of("COFFER_WEBHOOK_URL", NOBODY);
    Shell.Result result = run(told, "doctor");
    assertThat(result.code()).isZero();
    assertThat(result.lines())
        .contains("outbox        ok: not made yet, 1 receiver")
        .anyMatch(line -> line.matches("receiver      http://127.*: pending 0, dead 0"));
    assertThat(root.resolve(".coffer/state/events")).doesNotExist();
    Map<String, String> wrong =
        Map.of(
            "COFFER_EVENTS_KAFKA_SERVERS", "localhost:1",
            "COFFER_EVENTS_KAFKA_TOPIC", "t",
            "COFFER_EVENTS_KAFKA_CONFIG", "linger.ms=soon");
    Shell.Result refused = run(wrong, "doctor");
    assertThat(refused.code()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(refused.out()).contains("outbox        FAILED: ", "configuration linger.ms");
  }

  @Test
  void theDoctorTellsAnOutboxOfNoNewReceiver() {
    run("put", "-", "a");
    assertThat(run(Map.of("COFFER_WEBHOOK_URL", NOBODY), "doctor").lines())
        .contains("outbox        ok: 1 receiver");
    assertThat(run("events", "receivers").lines()).isEmpty();
  }

  @Test
  void eventsOfATimeAreReplayed() {
    run("put", "-", "a");
    assertThat(run("events", "replay", "--since", "1h", "--json").out())
        .isEqualTo("{\"replayed\":1}\n");
  }

  @Test
  void watchingTellsWhatComesAndNothingElse() {
    run("put", "-", "before");
    Shell.Result result = run("watch", "--for", "1s");
    assertThat(result.code()).isZero();
    assertThat(result.lines()).isEmpty();
  }

  @Test
  void anOutboxThatDoesNotExistHasNoEventsAndATerminalIsTold() {
    Shell.Result tail = run("events", "tail");
    assertThat(tail.code()).isZero();
    assertThat(tail.out() + tail.err()).isEmpty();
    Shell shell =
        new Shell(
            Map.of("COFFER_STORE", Shell.uri(root) + "?outbox=durable"),
            new byte[0],
            Terminals.NONE);
    assertThat(shell.onTerminal().run("events", "dead").err())
        .startsWith("coffer: there is no outbox yet");
    assertThat(run("events", "replay", "--json").out()).isEqualTo("{\"replayed\":0}\n");
    assertThat(run("events", "tail", "a//b").code()).isEqualTo(2);
    assertThat(run("events", "replay", "--since", "soon").code()).isEqualTo(2);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void theFirstEventOfAStoreIsWaitedFor() throws InterruptedException {
    CountDownLatch line = new CountDownLatch(1);
    Thread tail = new Thread(() -> tail(line));
    tail.start();
    run("put", "-", "a");
    assertThat(line.await(60, TimeUnit.SECONDS)).isTrue();
    tail.interrupt();
    tail.join();
  }

  /** Follows the events of the store, and tells of the first line. */
  private void tail(CountDownLatch line) {
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            line.countDown();
          }
        };
    PrintStream err = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    Map<String, String> env = Map.of("COFFER_STORE", Shell.uri(root) + "?outbox=durable");
    new CommandRunner(
            new Console(
                InputStream.nullInputStream(), new StandardOutput(out), err, env, Terminals.NONE))
        .run("events", "tail", "-f");
  }

  @Test
  void aStoreThatKeepsNoEventsSaysSo() {
    Shell.Result result = Shell.on(root).run("events", "tail");
    assertThat(result.code()).isEqualTo(6);
    assertThat(result.err()).contains("open it with webhook.url or outbox=durable");
  }

  @Test
  void whatIsNoActionAndNoPatternIsRefused() {
    assertThat(run("events", "shred").code()).isEqualTo(2);
    assertThat(run("events", "tail", "a//b").code()).isEqualTo(2);
  }
}
