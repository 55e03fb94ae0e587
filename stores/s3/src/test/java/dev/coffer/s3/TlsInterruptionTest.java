package dev.coffer.s3;

import dev.coffer.testkit.remote.SilentServer;
import java.io.IOException;
import java.net.URI;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An encrypted connection ends as promptly, also before there is one. */
class TlsInterruptionTest extends S3InterruptionContract {
  private static Authority authority;
  private static ServerSocketFactory sockets;

  @BeforeAll
  static void makeKeys() throws Exception {
    authority = Authority.get();
    sockets = authority.context().getServerSocketFactory();
  }

  @Override
  protected String scheme() {
    return "https";
  }

  @Override
  protected SilentServer silence(String words) throws IOException {
    return new SilentServer(words, sockets);
  }

  @Override
  S3Builder in(URI endpoint) {
    return super.in(endpoint).caFile(authority.certificate());
  }

  @Test
  void aHandshakeThatDoesNotEnd() throws Exception {
    try (SilentServer silence = new SilentServer("")) {
      assertEndsPromptly(silence, store -> store.stat("a"));
    }
  }
}
