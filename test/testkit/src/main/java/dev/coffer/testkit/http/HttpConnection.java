package dev.coffer.testkit.http;

import dev.coffer.testkit.Fault.End;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;

/** Serves one client, request by request. */
final class HttpConnection {
  private static final int BUFFER_SIZE = 64 << 10;

  private final Socket client;
  private final HttpHandler handler;
  private final Framing framing;
  private final InputStream in;
  private final OutputStream out;

  HttpConnection(Socket client, HttpHandler handler, Framing framing) throws IOException {
    client.setTcpNoDelay(true);
    this.client = client;
    this.handler = handler;
    this.framing = framing;
    this.in = new BufferedInputStream(client.getInputStream(), BUFFER_SIZE);
    this.out = new BufferedOutputStream(client.getOutputStream(), BUFFER_SIZE);
  }

  /** Serves until the client closes the connection. */
  void serve() throws IOException {
    try {
      boolean more;
      do {
        more = serveNext();
      } while (more);
    } catch (CutConnectionException e) {
      cut(e.end());
    } catch (RawAnswerException e) {
      e.writeTo(out);
    }
  }

  private boolean serveNext() throws IOException {
    Optional<HttpHead> head = HttpHead.read(in);
    if (head.isEmpty()) {
      return false;
    }
    RequestBody body = new RequestBody(head.get(), in, out);
    HttpAnswer answer = handler.answer(new HttpRequest(head.get(), body));
    // A client that has not received 100 Continue may send the body or not.
    boolean last = head.get().isLast() || body.isAwaited();
    if (!last) {
      body.transferTo(OutputStream.nullOutputStream());
    }
    framing.write(answer, out, !head.get().method().equals("HEAD"), last);
    return !last;
  }

  private void cut(End end) throws IOException {
    if (end == End.RESET) {
      client.setSoLinger(true, 0);
    } else if (end == End.STALL) {
      in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
