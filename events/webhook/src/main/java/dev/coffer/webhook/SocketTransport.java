package dev.coffer.webhook;

import dev.coffer.concurrent.Alarm;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends HTTP/1.1 requests over its own sockets, one connection per request and without a proxy,
 * where the JDK's client cannot.
 *
 * <p>It connects only to allowed addresses. A name is resolved once, each of its addresses is
 * checked, and the connection is made to one of the checked addresses, so nothing can change in
 * between. The JDK's client cannot use a given address without losing the name that TLS needs, and
 * refuses names with an underscore.
 */
final class SocketTransport implements WebHookTransport {
  private static final int LONGEST_LINE = 8192;
  private static final int MOST_LINES = 256;

  /** Resolves the addresses of a name. */
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private final Duration timeout;
  private final Optional<SSLContext> tls;
  private final Resolver resolver;
  private final Predicate<InetAddress> allowed;

  /** Creates a transport to any address, or to public ones only. */
  static SocketTransport to(WebHook hook) {
    return new SocketTransport(
        hook,
        InetAddress::getAllByName,
        address -> hook.privateAddresses() || PublicAddresses.isPublic(address));
  }

  SocketTransport(WebHook hook, Resolver resolver, Predicate<InetAddress> allowed) {
    this.timeout = hook.timeout();
    this.tls = hook.tls();
    this.resolver = resolver;
    this.allowed = allowed;
  }

  /** Thrown if the address is not allowed. */
  static final class ForbiddenAddressException extends IOException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddressException() {
      super("the receiver's address is not public");
    }
  }

  @Override
  public ReceiverAnswer send(WebHookMessage message) throws IOException, InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    URI uri = message.uri();
    boolean encrypted = uri.getScheme().equalsIgnoreCase("https");
    String host = WebHookUrls.host(uri);
    int port = WebHookUrls.port(uri).orElse(encrypted ? 443 : 80);
    // The socket of a channel, unlike a plain socket, is closed when its thread is interrupted.
    try (Socket plain = SocketChannel.open().socket()) {
      Alarm late = new Alarm(timeout, () -> close(plain));
      try {
        plain.connect(new InetSocketAddress(checked(host), port), remaining(end));
        Socket socket = encrypted ? encrypt(plain, host, port) : plain;
        write(message, socket.getOutputStream());
        return read(new BufferedInputStream(socket.getInputStream()));
      } finally {
        late.off();
      }
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("a request was interrupted");
      }
      throw e;
    }
  }

  private static void close(Socket late) {
    try {
      late.close();
    } catch (IOException e) {
      // It is no longer of use.
    }
  }

  private static int remaining(long end) {
    long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, millis));
  }

  /**
   * All addresses must be public: a name with both kinds may be an attempt to reach an internal
   * one.
   */
  private InetAddress checked(String host) throws IOException {
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    InetAddress[] addresses = resolver.resolve(name);
    for (InetAddress address : addresses) {
      if (!allowed.test(address)) {
        throw new ForbiddenAddressException();
      }
    }
    return addresses[0];
  }

  private Socket encrypt(Socket plain, String host, int port) throws IOException {
    SSLSocketFactory factory =
        tls.map(SSLContext::getSocketFactory)
            .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static void write(WebHookMessage message, OutputStream socket) throws IOException {
    URI uri = message.uri();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    StringBuilder head =
        new StringBuilder(message.method() + " " + path + query + " HTTP/1.1\r\n")
            .append("Host: " + uri.getRawAuthority() + "\r\n")
            .append("Connection: close\r\n")
            .append("Content-Length: " + message.body().size() + "\r\n");
    message.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    OutputStream out = new BufferedOutputStream(socket);
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    try (InputStream body = message.body().open()) {
      body.transferTo(out);
    }
    out.flush();
  }

  /** Reads the head; the body is discarded with the connection. */
  private static ReceiverAnswer read(InputStream in) throws IOException {
    int status = status(line(in));
    while (status >= 100 && status < 200) {
      skipHeaders(in);
      status = status(line(in));
    }
    Optional<String> retryAfter = Optional.empty();
    String line = line(in);
    for (int lines = 0; !line.isEmpty() && lines < MOST_LINES; lines++) {
      if (line.regionMatches(true, 0, "Retry-After:", 0, 12)) {
        retryAfter = Optional.of(line.substring(12));
      }
      line = line(in);
    }
    return new ReceiverAnswer(status, retryAfter);
  }

  private static void skipHeaders(InputStream in) throws IOException {
    for (int lines = 0; !line(in).isEmpty() && lines < MOST_LINES; lines++) {
      // The content of other headers is ignored.
    }
  }

  private static int status(String line) throws ProtocolException {
    if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
      throw new ProtocolException("not an HTTP response");
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.length() > LONGEST_LINE) {
        throw new ProtocolException("the response ends within its head");
      }
      line.append((char) b);
    }
    return line.toString().stripTrailing();
  }
}
