package dev.coffer.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ListenerTest {
  private static Socket connect(int port) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  @Test
  void aConnectionIsPassedToTheClients() throws Exception {
    BlockingQueue<Socket> taken = new ArrayBlockingQueue<>(1);
    try (Listener listener = new Listener(0, taken::add);
        Socket client = connect(listener.port());
        Socket server = taken.take()) {
      client.getOutputStream().write(7);
      assertThat(server.getInputStream().read()).isEqualTo(7);
    }
  }

  /** Also at once: a listener that did not wait for its thread failed some of these. */
  @RepeatedTest(100)
  void aListenerThatIsClosedRefusesAndCanBeOpenedAgain() {
    Listener first = new Listener(0, client -> {});
    first.close();
    first.close();
    assertThatThrownBy(() -> connect(first.port())).isInstanceOf(ConnectException.class);
    new Listener(first.port(), client -> {}).close();
  }
}
