package com.example.agent;

import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.config.FileStores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Starts the server: {@code java -jar agent-server.jar [RECORDING…]}. The store is that of the
 * environment, such as {@code FILE_STORE=local FILE_STORE_PATH=./data}; the port is {@code PORT},
 * or 3000. Recordings are replayed as conversations, an event every {@code REPLAY_MILLIS}.
 */
public final class Main {
  private static final String USAGE =
      """
      Usage: java -jar agent-server.jar [RECORDING…]
        FILE_STORE, FILE_STORE_PATH   where files are, such as local and ./data, or s3 and a bucket
        PORT                          where to listen, 3000 if it is not set
        REPLAY_MILLIS                 the time between two events of a recording
      A RECORDING is a file with a JSON array of events (.json), or with one a line (.jsonl), or a
      directory of such files.""";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Main() {}

  public static void main(String[] words) throws InterruptedException {
    if (List.of(words).contains("--help")) {
      System.out.println(USAGE);
      return;
    }
    try {
      run(Setup.of(System.getenv(), List.of(words)));
    } catch (StartException | FileStoreException e) {
      System.err.println("The server ends: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(Setup setup) throws InterruptedException {
    try (FileStore store = FileStores.fromEnvironment()) {
      store.check(PATIENCE);
      try (AgentServer server = start(store, setup.port())) {
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println("http://localhost:" + server.port());
        for (Replay replay : setup.recordings()) {
          long events = replay.into(store, setup.pauseMillis());
          System.out.println(replay.conversation() + ": " + events + " events");
        }
        new CountDownLatch(1).await();
      }
    }
  }

  private static AgentServer start(FileStore store, int port) {
    try {
      return AgentServer.start(
          store, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new StartException(
          "port " + port + " cannot be used: " + e.getMessage() + "; PORT=0 takes a free one", e);
    }
  }
}
