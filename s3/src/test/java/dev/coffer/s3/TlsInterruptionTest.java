package dev.coffer.s3;

import java.io.IOException;
import java.nio.file.Path;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An encrypted connection ends as promptly, also before there is one. */
class TlsInterruptionTest extends InterruptionContract {
  @TempDir private static Path keys;
  private static Authority authority;
  private static ServerSocketFactory sockets;

  @BeforeAll
  static void makeKeys() throws Exception {
    authority = Authority.in(keys);
    sockets = authority.context().getServerSocketFactory();
  }

  @Override
  Silence silence(String words) throws IOException {
    return new Silence(words, sockets);
  }

  @Override
  S3Builder in(Silence silence) {
    return silence.server("https").in("bucket").caFile(authority.certificate());
  }

  @Test
  void aHandshakeThatDoesNotEnd() throws Exception {
    try (Silence silence = new Silence("")) {
      assertEndsPromptly(silence, store -> store.stat("a"));
    }
  }
}
