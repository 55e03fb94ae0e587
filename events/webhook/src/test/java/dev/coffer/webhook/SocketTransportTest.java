package dev.coffer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.concurrent.Timers;
import dev.coffer.testkit.FakeReceiver;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SocketTransportTest {
  @Test
  void theTimersOfRequestsThatHaveEndedAreForgotten() throws Exception {
    int requests = 60;
    int before = Timers.shared().getQueue().size();
    try (FakeReceiver receiver = new FakeReceiver()) {
      WebHook hook = WebHook.builder(receiver.uri().toString()).build();
      WebHookMessage message =
          new WebHookMessage("id", "DELETE", receiver.uri(), Map.of(), WebHookBody.EMPTY);
      SocketTransport transport =
          new SocketTransport(hook, InetAddress::getAllByName, address -> true);
      for (int i = 0; i < requests; i++) {
        assertThat(transport.send(message).status()).isEqualTo(200);
      }
    }
    // Other tests of this JVM may have left some requests under way.
    assertThat(Timers.shared().getQueue()).hasSizeLessThan(before + requests / 3);
  }
}
