package dev.coffer.webhook;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Closes a socket at a moment, so that one that gives a byte now and then ends as well. */
final class Deadline {
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(null, task, "coffer-deadlines", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
          });

  private final ScheduledFuture<?> close;

  Deadline(Socket socket, long end) {
    close = CLOCK.schedule(() -> close(socket), end - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more.
    }
  }

  void cancel() {
    close.cancel(false);
  }
}
