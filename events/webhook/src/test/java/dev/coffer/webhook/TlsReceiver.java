package dev.coffer.webhook;

import dev.coffer.testkit.CertificateAuthority;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A receiver on a TLS port that demands a certificate of its authority, and speaks HTTP/2 to who
 * asks for it.
 */
final class TlsReceiver implements AutoCloseable {
  private final Server server = new Server();
  private final ServerConnector connector;
  private final List<String> got = new CopyOnWriteArrayList<>();

  TlsReceiver(CertificateAuthority.Keys keys) throws Exception {
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(new SecureRequestCustomizer());
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol("http/1.1");
    connector =
        new ServerConnector(
            server,
            tls(keys),
            org.eclipse.jetty.server.AbstractConnectionFactory.getFactories(
                tls(keys),
                alpn,
                new HTTP2ServerConnectionFactory(http),
                new HttpConnectionFactory(http)));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Noting());
    server.start();
  }

  private static SslContextFactory.Server tls(CertificateAuthority.Keys keys) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(keys.store().toUri().toString());
    tls.setKeyStorePassword(CertificateAuthority.PASSWORD);
    tls.setNeedClientAuth(true);
    return tls;
  }

  String url() {
    return "https://127.0.0.1:" + connector.getLocalPort() + "/hook";
  }

  /** Version, method, path, client and body of each request. */
  List<String> got() {
    return got;
  }

  private final class Noting extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      EndPoint.SslSessionData session =
          (EndPoint.SslSessionData) request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
      X509Certificate client = session.peerCertificates()[0];
      got.add(
          String.join(
              " ",
              request.getConnectionMetaData().getHttpVersion().asString(),
              request.getMethod(),
              Request.getPathInContext(request),
              client.getSubjectX500Principal().getName(),
              Content.Source.asString(request)));
      callback.succeeded();
      return true;
    }
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
  }
}
