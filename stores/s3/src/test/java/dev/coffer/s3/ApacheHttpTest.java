package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ProxyConfiguration;

/** The client of a store beside servers and proxies that answer by a script. */
@Timeout(60)
class ApacheHttpTest {
  private static final String CONTINUED = "HTTP/1.1 %s\r\nContent-Length: %d\r\n%s\r\n";

  private static final S3ConnectionSettings CONNECTION =
      new S3ConnectionSettings(
          null,
          null,
          null,
          true,
          null,
          1,
          S3ConnectionSettings.CONNECT_TIMEOUT,
          S3ConnectionSettings.SOCKET_TIMEOUT,
          S3ConnectionSettings.ATTEMPT_TIMEOUT,
          S3ConnectionSettings.CALL_TIMEOUT,
          S3ConnectionSettings.CALL_TIMEOUT,
          S3ConnectionSettings.UNREACHABLE,
          true);

  private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
  private @Nullable ServerSocket socket;

  @BeforeEach
  void listen() throws IOException {
    socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    socket().close();
  }

  private ServerSocket socket() {
    return Objects.requireNonNull(socket);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + socket().getLocalPort() + path);
  }

  /** Answers each request with the next of the answers, over as many connections as are opened. */
  private void answer(String... answers) {
    Iterator<String> next = List.of(answers).iterator();
    Thread server =
        new Thread(
            () -> {
              while (next.hasNext()) {
                try (Socket connection = socket().accept()) {
                  serve(connection, next);
                } catch (IOException e) {
                  return; // the test is over
                }
              }
            });
    server.setDaemon(true);
    server.start();
  }

  private void serve(Socket connection, Iterator<String> next) throws IOException {
    InputStream in = connection.getInputStream();
    while (next.hasNext()) {
      String head = head(in);
      if (head.isEmpty()) {
        return;
      }
      heads.add(head);
      int length = length(head);
      bodies.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
      connection.getOutputStream().write(next.next().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (head.toString().endsWith("\r\n\r\n")) {
        return head.toString();
      }
    }
    return "";
  }

  private static int length(String head) {
    return head.lines()
        .filter(line -> line.startsWith("Content-Length: "))
        .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
        .findFirst()
        .orElse(0);
  }

  private static String ok(String body) {
    return CONTINUED.formatted("200 OK", body.length(), "") + body;
  }

  private SdkHttpClient client(boolean behindProxy) {
    ProxyConfiguration proxy =
        ProxyConfiguration.builder()
            .endpoint(uri(""))
            .username("ada")
            .password("secret")
            .useSystemPropertyValues(false)
            .useEnvironmentVariableValues(false)
            .build();
    return ApacheHttp.of(
        CONNECTION, null, behindProxy ? S3ProxyRoutes.of(proxy, "s3:bucket") : Optional.empty());
  }

  private static String send(SdkHttpClient client, SdkHttpMethod method, URI uri, String body)
      throws IOException {
    SdkHttpRequest.Builder head = SdkHttpRequest.builder().method(method).uri(uri);
    HttpExecuteRequest.Builder request = HttpExecuteRequest.builder();
    if (!body.isEmpty()) {
      head.putHeader("Content-Length", String.valueOf(body.length()));
      request.contentStreamProvider(
          () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
    HttpExecuteResponse answer =
        client.prepareRequest(request.request(head.build()).build()).call();
    return answer.httpResponse().statusCode()
        + answer.responseBody().map(ApacheHttpTest::text).orElse("");
  }

  private static String text(InputStream in) {
    try (in) {
      return " " + new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aBodyIsSentAgainToAProxyThatAsksForAPassword() throws Exception {
    answer(
        CONTINUED.formatted(
            "407 Proxy Authentication Required",
            0,
            "Proxy-Authenticate: Basic realm=\"proxy\"\r\n"),
        ok("done"));
    try (SdkHttpClient client = client(true)) {
      URI server = URI.create("http://server.invalid/bucket/key");
      assertThat(send(client, SdkHttpMethod.PUT, server, "the body")).isEqualTo("200 done");
    }
    assertThat(bodies).containsExactly("the body", "the body");
    assertThat(heads.poll()).doesNotContain("Proxy-Authorization");
    assertThat(heads.poll()).contains("Proxy-Authorization: Basic ");
  }

  @Test
  void aTunnelThatIsRefusedIsNoAnswerOfTheServer() throws Exception {
    String endless = "HTTP/1.1 404 Not Found\r\n\r\n" + "no ".repeat(1000);
    answer(endless);
    try (SdkHttpClient client = client(true)) {
      URI server = URI.create("https://server.invalid/bucket/key");
      assertThatThrownBy(() -> send(client, SdkHttpMethod.GET, server, ""))
          .isInstanceOf(ProxyRefusedException.class)
          .hasMessageContaining("404");
    }
  }

  @Test
  void aBodyWhereNoneMayBeIsNotTakenForTheNextAnswer() throws Exception {
    String evil = ok("EVIL!");
    answer(ok(evil), ok("good"), ok("good"));
    try (SdkHttpClient client = client(false)) {
      assertThat(send(client, SdkHttpMethod.HEAD, uri("/a"), "")).isEqualTo("200");
      assertThat(send(client, SdkHttpMethod.GET, uri("/b"), "")).isEqualTo("200 good");
    }
  }

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    answer(ok("one"), ok("two"));
    try (SdkHttpClient client = client(false)) {
      assertThat(send(client, SdkHttpMethod.GET, uri("/a"), "")).isEqualTo("200 one");
      socket().close(); // no further connection can be opened
      assertThat(send(client, SdkHttpMethod.GET, uri("/b"), "")).isEqualTo("200 two");
    }
  }

  @Test
  void onlyWhatMayHaveABodySaysThatItHasNone() throws Exception {
    answer(ok("1"), ok("2"), ok("3"));
    try (SdkHttpClient client = client(false)) {
      assertThat(send(client, SdkHttpMethod.GET, uri("/a"), "")).isEqualTo("200 1");
      assertThat(send(client, SdkHttpMethod.DELETE, uri("/a"), "")).isEqualTo("200 2");
      assertThat(send(client, SdkHttpMethod.PUT, uri("/a"), "")).isEqualTo("200 3");
    }
    assertThat(heads.poll()).doesNotContain("Content-Length");
    assertThat(heads.poll()).doesNotContain("Content-Length");
    assertThat(heads.poll()).contains("Content-Length: 0");
  }
}
