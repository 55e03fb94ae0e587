package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testkit.FakeReceiver;
import dev.coffer.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class DeliveryNoticeTest {
  @TempDir private Path directory;

  private Shell.Result put(FakeReceiver receiver, String options) {
    String store = directory.resolve("data").toUri() + "?webhook.url=" + receiver.uri() + options;
    byte[] input = "x".getBytes(StandardCharsets.UTF_8);
    return new Shell(Map.of("COFFER_STORE", store), input, Terminals.NONE).run("put", "-", "a");
  }

  @Test
  void aCallThatWaitsForAReceiverSaysSo() throws Exception {
    try (FakeReceiver receiver = new FakeReceiver()) {
      receiver.answer(request -> Reply.hang());
      Shell.Result waited = put(receiver, "&webhook.close-timeout=6s");
      assertThat(waited.code()).isZero();
      assertThat(waited.err()).contains("coffer: waiting for receivers");
    }
  }
}
