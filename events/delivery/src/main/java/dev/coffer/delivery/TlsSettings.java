package dev.coffer.delivery;

import dev.coffer.text.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Creates TLS contexts from files: whom to trust, and which certificate to present. */
public final class TlsSettings {
  /** The contexts by digest, so that stores with the same configuration share connections. */
  private static final Map<String, WeakReference<SSLContext>> KNOWN = new ConcurrentHashMap<>();

  /** Far more than all authorities of a platform take. */
  private static final int LARGEST_FILE = 4 << 20;

  private TlsSettings() {}

  /**
   * Creates a context, or returns one with the same settings that is in use.
   *
   * @param authorities a file of certificates in PEM; by default those of the platform
   * @param keys a key store; without it no certificate is presented
   * @param password of the key store
   * @return the context
   * @throws IOException if a file cannot be read, is none, or is larger than 4 MiB
   * @throws GeneralSecurityException if a file has no certificates, or the password is wrong
   */
  public static SSLContext context(Optional<Path> authorities, Optional<Path> keys, char[] password)
      throws IOException, GeneralSecurityException {
    byte[] certificates = bytes(authorities);
    // An empty file is not the same as none.
    String present = authorities.isPresent() + " " + keys.isPresent() + " ";
    String name = name(present + new String(password), certificates, bytes(keys));
    WeakReference<SSLContext> known = KNOWN.get(name);
    SSLContext context = known == null ? null : known.get();
    if (context == null) {
      context = make(authorities.isPresent() ? trust(certificates) : null, keys, password);
      KNOWN.put(name, new WeakReference<>(context));
    }
    return context;
  }

  /** Returns a digest of everything that a context is created from. */
  private static String name(String settings, byte[] certificates, byte[] keys) {
    return Sha256.hexOfParts(settings.getBytes(StandardCharsets.UTF_8), certificates, keys);
  }

  private static byte[] bytes(Optional<Path> file) throws IOException {
    return file.isPresent() ? bytes(file.get()) : new byte[0];
  }

  private static byte[] bytes(Path file) throws IOException {
    if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
      // To open a pipe would wait for its other end.
      throw new FileSystemException(file.toString(), null, "it is no regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
      if (bytes.length > LARGEST_FILE) {
        throw new FileSystemException(file.toString(), null, "it is larger than 4 MiB");
      }
      return bytes;
    }
  }

  private static SSLContext make(
      TrustManager @Nullable [] trust, Optional<Path> keys, char[] password)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.isPresent() ? keys(keys.get(), password) : null, trust, null);
    return context;
  }

  private static KeyManager @Nullable [] keys(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(file.toFile(), password);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers();
  }

  private static TrustManager @Nullable [] trust(byte[] certificates)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    InputStream in = new ByteArrayInputStream(certificates);
    int count = 0;
    for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
      store.setCertificateEntry("authority-" + count++, each);
    }
    if (count == 0) {
      throw new CertificateException("there are none: it must be a file of certificates (PEM)");
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
