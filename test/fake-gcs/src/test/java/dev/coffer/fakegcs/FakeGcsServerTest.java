package dev.coffer.fakegcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.testkit.ProxiedRequest;
import dev.coffer.testkit.Requests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults on demand, the log of requests, and the end of a server. */
class FakeGcsServerTest {
  private final Wire wire = new Wire();

  @AfterEach
  void close() {
    wire.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400,error400",
    "401,authError",
    "403,forbidden",
    "404,notFound",
    "408,requestTimeout",
    "412,conditionNotMet",
    "429,rateLimitExceeded",
    "500,backendError",
    "502,badGateway",
    "503,backendError",
    "504,gatewayTimeout"
  })
  void aRefusedRequestIsAnsweredAsGoogleDoesAndNotDone(int status, String reason) {
    wire.server.refuse(Requests.of("POST").nth(2), status, Map.of("Retry-After", "7"));
    assertThat(wire.put("a", "x").status()).isEqualTo(200);
    Wire.Reply refused = wire.put("b", "x");
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.json().path("error").path("code").asInt()).isEqualTo(status);
    assertThat(refused.header("Retry-After")).isEqualTo("7");
    assertThat(wire.get("/storage/v1/b/box/o").each("items", "name")).containsExactly("a");
    assertThat(wire.put("b", "x").status()).isEqualTo(200);
  }

  @Test
  void aRequestCanBeCutBeforeItIsDone() {
    wire.server.cutBeforeActing(Requests.of("DELETE"));
    wire.put("a", "x");
    assertThatThrownBy(() -> wire.delete("/storage/v1/b/box/o/a"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(wire.get("/storage/v1/b/box/o/a").status()).isEqualTo(200);
    wire.server.heal();
    assertThat(wire.delete("/storage/v1/b/box/o/a").status()).isEqualTo(204);
  }

  @Test
  void aRequestCanBeCutWhenItIsDone() {
    wire.server.cutAfterActing(Requests.of("DELETE").first(1));
    wire.put("a", "x");
    assertThatThrownBy(() -> wire.delete("/storage/v1/b/box/o/a"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(wire.get("/storage/v1/b/box/o/a").status()).isEqualTo(404);
  }

  @Test
  void theRequestsThatCameAreListed() {
    wire.put("a", "x");
    wire.server.forgetRequests();
    wire.get("/storage/v1/b/box/o/a?fields=size");
    assertThat(wire.server.requests())
        .containsExactly(new ProxiedRequest("GET", "/storage/v1/b/box/o/a?fields=size"));
  }

  @Test
  void aServerThatIsClosedEndsItsConnectionsAndReleasesItsPort() throws IOException {
    int port = wire.server.uri().getPort();
    try (Socket waiting = connect(port)) {
      wire.put("a", "x");
      wire.server.close();
      wire.server.close();
      assertThat(waiting.getInputStream().read()).isEqualTo(-1);
    }
    assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class);
  }

  private static Socket connect(int port) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }
}
