package dev.coffer.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The receiver of the nodes' events, one a line: {@code NODE ORDER ID PATH STATE}. As receivers
 * should, it takes no delivery whose order is not greater than the last of its path.
 */
final class LineReceiver implements AutoCloseable {
  /** A delivery. */
  record Arrival(String node, long order, String id, String path, String state) {}

  private final ServerSocket server;
  private final List<Arrival> arrivals = new ArrayList<>();
  private final Map<String, Arrival> latest = new HashMap<>();

  LineReceiver() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "line-receiver");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

  private void serve(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ", -1);
        note(new Arrival(words[0], Long.parseLong(words[1]), words[2], words[3], words[4]));
        out.println("ok");
      }
    } catch (IOException e) {
      // The node was killed.
    }
  }

  private synchronized void note(Arrival arrival) {
    arrivals.add(arrival);
    latest.merge(
        arrival.path(), arrival, (last, next) -> next.order() > last.order() ? next : last);
  }

  synchronized List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  /** Returns the last state of each path. */
  synchronized Map<String, String> states() {
    Map<String, String> states = new HashMap<>();
    latest.forEach((path, arrival) -> states.put(path, arrival.state()));
    return states;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
