package dev.coffer.postgres;

import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Sends events with the present state of their paths to a {@link LineReceiver}. */
record LineSink(int port, String node, FileStore store) implements EventSink {
  static final String ABSENT = "absent";

  @Override
  public Result deliver(List<FileEvent> events) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.setSoTimeout(10_000);
      for (FileEvent event : events) {
        out.println(
            String.join(
                " ",
                node,
                Long.toString(event.order()),
                event.id().toString(),
                event.path().toString(),
                state(store, event.path().toString())));
        if (!"ok".equals(in.readLine())) {
          return new TryAgain("no answer", Optional.empty());
        }
      }
      return new Delivered();
    } catch (IOException e) {
      return new TryAgain(e.toString(), Optional.empty());
    }
  }

  static String state(FileStore store, String path) {
    try {
      return store.readString(path);
    } catch (NotFoundException e) {
      return ABSENT;
    }
  }
}
