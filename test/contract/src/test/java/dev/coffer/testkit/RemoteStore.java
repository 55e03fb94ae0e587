package dev.coffer.testkit;

import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** A store of a {@link RemoteService}, whose client may have bugs. */
final class RemoteStore extends WatchingFileStore {
  private final URI endpoint;
  private final RemoteService service;
  private final Set<Bug> bugs;

  /** What the client does wrong. */
  enum Bug {
    GIVES_UP_AT_ONCE,
    WAITS_FOR_EVER,
    REPEATS_WHAT_IS_DONE,
    TAKES_SILENCE_FOR_SUCCESS,
    REPORTS_A_MISSING_FILE,
    LEAVES_CONNECTIONS_OPEN
  }

  private static final int ATTEMPTS = 4;

  /** Of each attempt: so long that a busy machine is no mishap of its own. */
  private static final int TIMEOUT_MILLIS = 2000;

  RemoteStore(FileStore files, URI endpoint, RemoteService service, Set<Bug> bugs) {
    super(files);
    this.endpoint = endpoint;
    this.service = service;
    this.bugs = bugs.isEmpty() ? EnumSet.noneOf(Bug.class) : EnumSet.copyOf(bugs);
  }

  @Override
  @SuppressWarnings("unchecked")
  <T> T around(RecordedCall call, Supplier<T> action) {
    if (call.operation() == Operation.CLOSE) {
      return action.get();
    }
    String id = UUID.randomUUID().toString();
    service.lay(id, action);
    try {
      send(call, id);
    } catch (RuntimeException e) {
      service.forget(id);
      throw e;
    }
    Object answer = service.take(id);
    if (answer instanceof RuntimeException e) {
      throw e;
    }
    return (T) answer;
  }

  private void send(RecordedCall call, String id) {
    IOException last = new IOException("not tried");
    for (int attempt = 0; attempt < (has(Bug.GIVES_UP_AT_ONCE) ? 1 : ATTEMPTS); attempt++) {
      try {
        post("/" + id + (has(Bug.REPEATS_WHAT_IS_DONE) ? "" : "?once"));
        return;
      } catch (IOException e) {
        last = e;
      }
    }
    String path = call.paths().isEmpty() ? "" : call.paths().get(0).toString();
    if (has(Bug.TAKES_SILENCE_FOR_SUCCESS)) {
      return;
    }
    throw has(Bug.REPORTS_A_MISSING_FILE)
        ? new NotFoundException(new ErrorContext("call", path, "remote"), null, last)
        : new ConnectionException(new ErrorContext("call", path, "remote"), null, last);
  }

  private boolean has(Bug bug) {
    return bugs.contains(bug);
  }

  private void post(String target) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort());
    try {
      socket.setSoTimeout(has(Bug.WAITS_FOR_EVER) ? 0 : TIMEOUT_MILLIS);
      String request = "POST " + target + " HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      StringBuilder answer = new StringBuilder();
      while (!answer.toString().endsWith("\r\n\r\ndone")) {
        int b = socket.getInputStream().read();
        if (b < 0 || answer.toString().contains("503")) {
          throw new IOException("no answer");
        }
        answer.append((char) b);
      }
    } finally {
      if (!has(Bug.LEAVES_CONNECTIONS_OPEN)) {
        socket.close();
      }
    }
  }
}
