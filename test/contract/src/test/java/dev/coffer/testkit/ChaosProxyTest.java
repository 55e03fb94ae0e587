package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.testkit.Fault.End;
import dev.coffer.testkit.Fault.Where;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("one-jdk")
@Timeout(300)
class ChaosProxyTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final EchoServer server = new EchoServer();
  private final ChaosProxy proxy = new ChaosProxy(server.uri());
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void close() {
    proxy.close();
    server.close();
  }

  private HttpResponse<byte[]> send(String method, String target, BodyPublisher body)
      throws IOException, InterruptedException {
    URI uri = URI.create(proxy.uri() + target);
    return client.send(
        HttpRequest.newBuilder(uri).method(method, body).build(), BodyHandlers.ofByteArray());
  }

  private byte[] post(String target, byte[] body) throws IOException, InterruptedException {
    return send("POST", target, BodyPublishers.ofByteArray(body)).body();
  }

  private static BodyPublisher chunked(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  /** One exchange on a connection of its own: what comes back until the connection ends. */
  private Answer exchange(String request) throws IOException {
    return exchange(request, text -> false);
  }

  /** The same where the connection may stall, once all has happened that is due before. */
  private Answer exchange(String request, Predicate<String> isDue) throws IOException {
    try (Socket socket = connect()) {
      return Answer.to(request, socket, isDue);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.uri().getPort());
    socket.setSoTimeout(60_000);
    return socket;
  }

  /** The text that came, and how it ended: nothing is an end in order. */
  private record Answer(String text, Optional<IOException> end) {
    static Answer to(String request, Socket socket, Predicate<String> isDue) {
      StringBuilder text = new StringBuilder();
      try {
        socket.setSoTimeout(500);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        for (int b = next(socket, text, isDue); b >= 0; b = next(socket, text, isDue)) {
          text.append((char) b);
        }
        return new Answer(text.toString(), Optional.empty());
      } catch (IOException e) {
        return new Answer(text.toString(), Optional.of(e));
      }
    }

    /** Silence is a stall when nothing else is due; before, somebody is slow. */
    private static int next(Socket socket, CharSequence text, Predicate<String> isDue)
        throws IOException {
      while (true) {
        try {
          return socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
          if (isDue.test(text.toString()) || Thread.currentThread().isInterrupted()) {
            throw e;
          }
        }
      }
    }

    boolean endsWith(End expected) {
      return switch (expected) {
        case CLOSE -> end.isEmpty();
        case STALL -> end.isPresent() && end.get() instanceof SocketTimeoutException;
        case RESET ->
            end.isPresent()
                && end.get() instanceof SocketException
                && !(end.get() instanceof SocketTimeoutException);
      };
    }
  }

  private static final String TEN_BYTES =
      "POST /a HTTP/1.1\r\nHost: signed.example\r\nContent-Length: 10\r\n\r\n0123456789";

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 70_000, 3_000_000})
  void everythingPassesAsItIs(int size) throws Exception {
    byte[] body = Samples.bytes(size);
    assertThat(post("/a", body)).isEqualTo(body);
    assertThat(post("/a?chunked", body)).isEqualTo(body);
    assertThat(send("PUT", "/a?chunked", chunked(body)).body()).isEqualTo(body);
    assertThat(send("HEAD", "/a", BodyPublishers.noBody()).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/b", BodyPublishers.noBody()).body()).isEmpty();
    assertThat(proxy.requests())
        .extracting(ProxiedRequest::toString)
        .containsExactly("POST /a", "POST /a?chunked", "PUT /a?chunked", "HEAD /a", "GET /b");
    assertThat(proxy.openConnections()).as("requests that share a connection").isOne();
  }

  @Test
  void theHostThatTheClientSignedReachesTheServer() throws Exception {
    proxy.inject(Fault.cut(Where.BEFORE_ANSWER, End.CLOSE), Requests.all());
    exchange(TEN_BYTES);
    assertThat(server.received()).containsExactly("POST /a signed.example 10");
  }

  @Test
  void aClientThatAsksForLeaveToSendGetsIt() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(proxy.uri() + "/a"))
            .expectContinue(true)
            .POST(BodyPublishers.ofByteArray(Samples.bytes(100)))
            .build();
    assertThat(client.send(request, BodyHandlers.ofByteArray()).body()).hasSize(100);
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void nothingReachesTheServerBeforeTheRequest(End end) throws Exception {
    proxy.inject(Fault.cut(Where.BEFORE_REQUEST, end), Requests.all());
    Answer answer = exchange(TEN_BYTES, text -> end == End.STALL);
    // What is closed with bytes unread is reset by the system.
    assertThat(answer.endsWith(end) || end == End.CLOSE).as("%s", answer).isTrue();
    assertThat(answer.text()).isEmpty();
    assertThat(proxy.awaitNoConnections(LONG)).isTrue();
    assertThat(server.received()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void halfOfARequestIsNoRequest(End end) throws Exception {
    proxy.inject(Fault.cut(Where.IN_REQUEST, end), Requests.all());
    Answer answer = exchange(TEN_BYTES, text -> end == End.STALL);
    assertThat(answer.text()).isEmpty();
    assertThat(answer.endsWith(end) || end == End.CLOSE).as("%s", answer).isTrue();
    assertThat(proxy.awaitNoConnections(LONG)).isTrue();
    assertThat(server.received()).noneMatch(request -> request.endsWith(" 10"));
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void theServerHasActedBeforeTheAnswer(End end) throws Exception {
    proxy.inject(Fault.cut(Where.BEFORE_ANSWER, end), Requests.all());
    Answer answer = exchange(TEN_BYTES, text -> end == End.STALL && !server.received().isEmpty());
    assertThat(server.received()).containsExactly("POST /a signed.example 10");
    assertThat(answer.text()).isEmpty();
    assertThat(answer.endsWith(end)).as("%s", answer).isTrue();
    assertThat(proxy.awaitNoConnections(LONG)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void halfOfAnAnswerComes(End end) throws Exception {
    proxy.inject(Fault.cut(Where.IN_ANSWER, end), Requests.all());
    Answer answer = exchange(TEN_BYTES, text -> end == End.STALL && text.endsWith("01234"));
    assertThat(answer.text()).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n01234");
    assertThat(answer.endsWith(end)).as("%s", answer).isTrue();
  }

  @Test
  void halfOfAnAnswerInChunksComes() throws Exception {
    proxy.inject(Fault.cut(Where.IN_ANSWER, End.CLOSE), Requests.all());
    Answer answer = exchange(TEN_BYTES.replace("/a", "/a?chunked"));
    assertThat(answer.text()).endsWith("\r\n\r\na\r\n012345");
  }

  @Test
  void halfOfAnAnswerWithoutABodyIsHalfOfItsHead() throws Exception {
    proxy.inject(Fault.cut(Where.IN_ANSWER, End.CLOSE), Requests.all());
    Answer answer = exchange("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n");
    assertThat(answer.text()).startsWith("HTTP/1.1").doesNotContain("\r\n\r\n");
  }

  @Test
  void theNthRequestOfAKindMeetsItsFault() throws Exception {
    Fault busy = Fault.answer(503, Map.of("Retry-After", "1"), "slow down");
    proxy.inject(busy, Requests.of("POST").nth(2));
    assertThat(send("POST", "/1", BodyPublishers.noBody()).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/2", BodyPublishers.noBody()).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> second = send("POST", "/3", BodyPublishers.ofString("body"));
    assertThat(second.statusCode()).isEqualTo(503);
    assertThat(second.body()).asString().isEqualTo("slow down");
    assertThat(second.headers().firstValue("Retry-After")).contains("1");
    assertThat(send("POST", "/4", BodyPublishers.noBody()).statusCode()).isEqualTo(200);
    assertThat(server.received()).hasSize(3);
    assertThat(proxy.openConnections()).as("a forged answer keeps the connection").isOne();
  }

  @Test
  void aBurstOfForgedAnswersEnds() throws Exception {
    proxy.inject(Fault.answer(503, Map.of(), "x"), Requests.all().first(3));
    StringBuilder statuses = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      BodyPublisher body = i % 2 == 0 ? chunked(Samples.bytes(200_000)) : BodyPublishers.noBody();
      statuses.append(send("PUT", "/a", body).statusCode()).append(' ');
    }
    assertThat(statuses).hasToString("503 503 503 200 200 ");
  }

  @Test
  void aForgedAnswerToAHeadHasNoBody() throws Exception {
    proxy.inject(Fault.answer(503, Map.of(), "x"), Requests.all().nth(1));
    assertThat(send("HEAD", "/a", BodyPublishers.noBody()).statusCode()).isEqualTo(503);
    assertThat(send("HEAD", "/a", BodyPublishers.noBody()).statusCode()).isEqualTo(200);
  }

  @Test
  void aClientThatAsksForLeaveToSendMayBeAnsweredAtOnce() throws Exception {
    proxy.inject(Fault.answer(503, Map.of(), "x"), Requests.all().nth(1));
    Answer answer =
        exchange("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    assertThat(answer.text()).startsWith("HTTP/1.1 503").contains("Connection: close");
    assertThat(answer.end()).isEmpty();
  }

  @Test
  void aTricklingAnswerIsWhole() throws Exception {
    proxy.inject(Fault.trickle(50, Duration.ofMillis(1)), Requests.all());
    byte[] body = Samples.bytes(1000);
    assertThat(post("/a", body)).isEqualTo(body);
  }

  @Test
  void bytesThatAreLateAreWholeAndInOrder() throws Exception {
    byte[] body = Samples.bytes(500_000);
    proxy.latency(Duration.ofMillis(10));
    long start = System.nanoTime();
    assertThat(post("/a", body)).isEqualTo(body);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(20));
    proxy.heal();
    assertThat(post("/a", body)).isEqualTo(body);
  }

  @Test
  void aRefusedConnectionIsRefusedUntilTheProxyHeals() throws Exception {
    try (Socket open = connect()) {
      proxy.refuse();
      assertThat(Answer.to("", open, text -> false).endsWith(End.RESET)).isTrue();
      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
      assertThat(proxy.awaitNoConnections(LONG)).isTrue();
    }
    proxy.heal();
    assertThat(post("/a", Samples.bytes(3))).hasSize(3);
  }

  @Test
  void connectionsAreCountedUntilTheClientLetsThemGo() throws Exception {
    try (Socket one = connect();
        Socket two = connect()) {
      for (Socket each : new Socket[] {one, two}) {
        OutputStream out = each.getOutputStream();
        out.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(each.getInputStream().read()).isEqualTo('H');
      }
      assertThat(proxy.openConnections()).isEqualTo(2);
      assertThat(proxy.awaitNoConnections(Duration.ofMillis(1))).isFalse();
    }
    assertThat(proxy.awaitNoConnections(LONG)).isTrue();
  }

  @Test
  void aServerThatIsNotThereResetsTheClient() throws Exception {
    server.close();
    assertThat(exchange(TEN_BYTES).endsWith(End.RESET)).isTrue();
  }

  @Test
  void aSeedChoosesTheSameRequests() throws Exception {
    proxy.inject(Fault.answer(503, Map.of(), ""), Requests.all().oneIn(3, 42));
    StringBuilder first = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      first.append(send("GET", "/a", BodyPublishers.noBody()).statusCode() == 503 ? 'x' : '.');
    }
    proxy.heal();
    proxy.inject(Fault.answer(503, Map.of(), ""), Requests.all().oneIn(3, 42));
    StringBuilder second = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      second.append(send("GET", "/a", BodyPublishers.noBody()).statusCode() == 503 ? 'x' : '.');
    }
    assertThat(second).hasToString(first.toString()).contains("x").contains(".");
  }
}
