package dev.coffer.s3;

import dev.coffer.testkit.CertificateAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A private authority that has certified 127.0.0.1.
 *
 * @param certificate of the authority, in PEM form
 * @param keys what the server at that address shows and keeps
 */
record Authority(Path certificate, Path keys) {
  static final String PASSWORD = CertificateAuthority.PASSWORD;

  /** Makes one. */
  static Authority in(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    CertificateAuthority made = CertificateAuthority.in(folder);
    return new Authority(made.certificate(), made.certify("server", "san=ip:127.0.0.1").store());
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
