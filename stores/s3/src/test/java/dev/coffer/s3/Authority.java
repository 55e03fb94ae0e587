package dev.coffer.s3;

import dev.coffer.testkit.CertificateAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A private authority that has certified 127.0.0.1.
 *
 * @param certificate of the authority, in PEM form
 * @param keys what the server at that address shows and keeps
 */
record Authority(Path certificate, Path keys) {
  static final String PASSWORD = CertificateAuthority.PASSWORD;

  private static @Nullable Authority made;

  /** Returns the one of this process, since making one takes a second. */
  static synchronized Authority get()
      throws IOException, InterruptedException, GeneralSecurityException {
    Authority known = made;
    if (known == null) {
      Path folder = Files.createTempDirectory("authority");
      folder.toFile().deleteOnExit();
      CertificateAuthority authority = CertificateAuthority.in(folder);
      Path keys = authority.certify("server", "san=ip:127.0.0.1").store();
      try (Stream<Path> files = Files.list(folder)) {
        files.forEach(file -> file.toFile().deleteOnExit());
      }
      known = new Authority(authority.certificate(), keys);
      made = known;
    }
    return known;
  }

  /** For sockets of the server. */
  SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
