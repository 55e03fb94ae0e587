package dev.coffer.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that cannot choose one themselves. */
public final class FreePort {
  private static final int TRIES = 100;
  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;

  private FreePort() {}

  /**
   * Returns a port of this machine that nobody uses, and that the system gives to nobody who asks
   * for any: a client that connects again and again to such a port would be connected to itself,
   * and a server that is stopped could not start there again.
   *
   * @return the port
   */
  public static int find() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Somebody has it.
      }
    }
    throw new AssertionError("no port is free");
  }
}
