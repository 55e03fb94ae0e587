package dev.coffer.postgres;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this process among the nodes, for people. */
final class PostgresNode {
  private PostgresNode() {}

  /** Returns the process id and the name of the host. */
  static String name() {
    return ProcessHandle.current().pid() + "@" + host();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
