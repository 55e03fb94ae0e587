package dev.coffer.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server's HTTP on the wire. */
class HttpServerTest {
  private final HttpServer server = new HttpServer(HttpServerTest::echo);

  private static HttpAnswer echo(HttpRequest request) throws IOException {
    byte[] body =
        request.target().equals("/ignore") ? new byte[] {'-'} : request.body().readAllBytes();
    HttpAnswer answer = HttpAnswer.of(200, Map.of("X-Target", request.target()), body);
    return request.target().equals("/chunked")
        ? new HttpAnswer(200, Map.of(), new Chunked(body))
        : answer;
  }

  private record Chunked(@SuppressWarnings("ArrayRecordComponent") byte[] bytes)
      implements HttpAnswer.Body {
    @Override
    public long length() {
      return -1;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }

  @AfterEach
  void close() {
    server.close();
  }

  /** Sends a text, says that nothing more comes, and reads what the server has to say. */
  private String send(String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void aConnectionServesRequestAfterRequest() throws IOException {
    String one = "POST /1 HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc";
    String two = "GET /2 HTTP/1.1\r\n\r\n";
    assertThat(send(one + two))
        .containsSubsequence(
            "HTTP/1.1 200 OK",
            "X-Target: /1",
            "Content-Length: 3",
            "\r\n\r\nabc",
            "HTTP/1.1 200 OK",
            "X-Target: /2",
            "Content-Length: 0");
  }

  @Test
  void aBodyMayComeInChunks() throws IOException {
    String body = "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n";
    String request = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
    assertThat(send(request + "GET /2 HTTP/1.1\r\n\r\n"))
        .containsSubsequence("\r\n\r\nabcde", "X-Target: /2");
  }

  @Test
  void aBodyWhoseLengthIsNotKnownGoesInChunks() throws IOException {
    assertThat(send("POST /chunked HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"))
        .endsWith("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
  }

  @Test
  void leaveToSendIsGivenWhenTheBodyIsRead() throws IOException {
    String head = "POST / HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n";
    assertThat(send(head + "abc")).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK");
    String ignored = head.replace("POST /", "POST /ignore");
    assertThat(send(ignored)).startsWith("HTTP/1.1 200 OK").contains("Connection: close");
  }

  @Test
  void aBodyThatIsNotReadIsSkipped() throws IOException {
    String one = "POST /ignore HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc";
    assertThat(send(one + "GET /2 HTTP/1.1\r\n\r\n")).containsSubsequence("-", "X-Target: /2");
  }

  @Test
  void anAnswerToHeadHasNoBody() throws IOException {
    assertThat(send("HEAD /ignore HTTP/1.1\r\n\r\n")).endsWith("Content-Length: 1\r\n\r\n");
  }

  @Test
  void aRequestThatIsCutOffHasNoAnswer() throws IOException {
    assertThat(send("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab")).isEmpty();
    assertThat(send("POST / HT")).isEmpty();
    assertThat(send("nonsense\r\n\r\n")).isEmpty();
  }
}
