package dev.coffer.fakegcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testkit.Requests;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private final Wire wire = new Wire();

  @AfterEach
  void close() {
    wire.close();
  }

  private static String call(int id, String request, String body) {
    return "--mark\r\nContent-Type: application/http\r\nContent-ID: <id+"
        + id
        + ">\r\n\r\n"
        + request
        + " HTTP/1.1\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body
        + "\r\n";
  }

  private static String delete(int id, String name) {
    return call(id, "DELETE /storage/v1/b/box/o/" + name, "");
  }

  private Wire.Reply send(String calls) {
    return wire.send(
        "POST",
        "/batch/storage/v1",
        Wire.utf8(calls + "--mark--\r\n"),
        "Content-Type",
        "multipart/mixed; boundary=mark");
  }

  @Test
  void eachCallHasItsAnswerInItsPlace() {
    wire.put("a", "x");
    wire.put("b", "x");
    Wire.Reply reply =
        send(
            delete(1, "a")
                + delete(2, "none")
                + call(3, "PATCH /storage/v1/b/box/o/b", "{\"contentType\":\"x/y\"}")
                + call(4, "GET http://elsewhere/storage/v1/b/box/o/b?fields=contentType", ""));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("multipart/mixed; boundary=");
    assertThat(reply.text())
        .containsSubsequence(
            "<response-id+1>",
            "HTTP/1.1 204",
            "<response-id+2>",
            "HTTP/1.1 404",
            "No such object: box/none",
            "<response-id+3>",
            "HTTP/1.1 200",
            "<response-id+4>",
            "{\"contentType\":\"x/y\"}");
  }

  private static String hundred() {
    StringBuilder calls = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      calls.append(delete(i, "a" + i));
    }
    return calls.toString();
  }

  @Test
  void aBatchHasUpToAHundredCallsAndNoneOfALargerOneIsDone() {
    wire.put("a0", "x");
    assertThat(send(hundred() + delete(100, "a")).status()).isEqualTo(400);
    assertThat(wire.get("/storage/v1/b/box/o/a0").status()).isEqualTo(200);
    assertThat(send(hundred()).status()).isEqualTo(200);
    assertThat(wire.get("/storage/v1/b/box/o/a0").status()).isEqualTo(404);
    assertThat(send("").status()).isEqualTo(400);
  }

  @Test
  void noUploadAndNoBatchIsInABatch() {
    String upload = "POST /upload/storage/v1/b/box/o?uploadType=media&name=a";
    assertThat(send(call(1, upload, "x")).status()).isEqualTo(400);
    assertThat(send(call(1, "POST /batch/storage/v1", "x")).status()).isEqualTo(400);
  }

  @Test
  void aCallHasTheTokenOfItsBatchUnlessItHasItsOwn() {
    wire.put("a", "x");
    wire.server.grant("good", "storage.objects.get");
    String own =
        call(2, "GET /storage/v1/b/box/o/a", "")
            .replace("Content-Length: 0", "Authorization: Bearer bad");
    Wire.Reply reply =
        wire.send(
            "POST",
            "/batch/storage/v1",
            Wire.utf8(call(1, "GET /storage/v1/b/box/o/a", "") + own + "--mark--"),
            "Content-Type",
            "multipart/mixed; boundary=mark",
            "Authorization",
            "Bearer good");
    assertThat(reply.text()).containsSubsequence("HTTP/1.1 200", "HTTP/1.1 401");
  }

  @Test
  void aCallOfABatchCanBeRefusedAlone() {
    wire.put("a", "x");
    wire.put("b", "x");
    wire.server.refuse(Requests.of("DELETE").nth(1), 503, Map.of());
    assertThat(send(delete(1, "a") + delete(2, "b")).text())
        .containsSubsequence("HTTP/1.1 503", "HTTP/1.1 204");
    assertThat(wire.get("/storage/v1/b/box/o/a").status()).isEqualTo(200);
    assertThat(wire.server.requests()).filteredOn(r -> r.method().equals("DELETE")).isEmpty();
  }
}
