package com.example.agent;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Starts the server: {@code java -jar agent-server.jar [RECORDING…]}. The store is that of the
 * environment, such as {@code FILE_STORE=local FILE_STORE_PATH=./data}; the port is {@code PORT},
 * or 3000. Recordings are replayed as conversations, an event every {@code REPLAY_MILLIS}.
 */
public final class Main {
  private static final String PORT = System.getenv().getOrDefault("PORT", "3000");
  private static final String PAUSE = System.getenv().getOrDefault("REPLAY_MILLIS", "0");

  private Main() {}

  public static void main(String[] recordings) throws IOException, InterruptedException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(PORT));
    try (FileStore store = FileStores.fromEnvironment();
        AgentServer server = AgentServer.start(store, address)) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      System.out.println("http://localhost:" + server.port());
      for (String recording : recordings) {
        replay(Path.of(recording), store);
      }
      new CountDownLatch(1).await();
    }
  }

  private static void replay(Path recording, FileStore store)
      throws IOException, InterruptedException {
    if (!Files.exists(recording)) {
      System.out.println("skipped, since it does not exist: " + recording);
      return;
    }
    for (Replay replay : Replay.of(recording)) {
      long events = replay.into(store, Long.parseLong(PAUSE));
      System.out.println(replay.conversation() + ": " + events + " events");
    }
  }
}
