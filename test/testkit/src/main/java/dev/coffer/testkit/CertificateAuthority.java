package dev.coffer.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A private authority that certifies the servers and clients of a test, made with {@code keytool}
 * as people do.
 *
 * <pre>{@code
 * CertificateAuthority authority = CertificateAuthority.in(folder);
 * CertificateAuthority.Keys server = authority.certify("server", "san=ip:127.0.0.1");
 * }</pre>
 */
public final class CertificateAuthority {
  /** The password of all key stores. */
  public static final String PASSWORD = "changeit";

  private static final String SELF = "authority";
  private static final String TYPE = "PKCS12";

  private final Path folder;
  private final Path all;

  /**
   * What was certified, and the key to it.
   *
   * @param store a key store with both, and with the certificate of the authority as one to trust
   * @param certificate in PEM form
   * @param key the private key, in PEM form
   */
  public record Keys(Path store, Path certificate, Path key) {}

  private CertificateAuthority(Path folder) {
    this.folder = folder;
    this.all = folder.resolve(SELF + ".all.p12");
  }

  /**
   * Makes an authority.
   *
   * @param folder where it keeps its files, one of its own
   * @return the authority
   * @throws IOException if {@code keytool} fails
   * @throws InterruptedException if the thread is interrupted
   * @throws GeneralSecurityException if the JDK cannot read what it has made
   */
  public static CertificateAuthority in(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    CertificateAuthority made = new CertificateAuthority(Files.createDirectories(folder));
    made.generate(SELF, "-ext", "bc:c");
    write(made.certificate(), "CERTIFICATE", made.load().getCertificate(SELF).getEncoded());
    save(made.trusting(), made.trustStore());
    return made;
  }

  /**
   * Returns the certificate of the authority.
   *
   * @return a file in PEM form
   */
  public Path certificate() {
    return folder.resolve(SELF + ".pem");
  }

  /**
   * Returns a key store that trusts the authority alone.
   *
   * @return a file in PKCS12 form
   */
  public Path trustStore() {
    return folder.resolve("trust.p12");
  }

  /**
   * Certifies somebody.
   *
   * @param name the common name, and that of the files
   * @param extension what {@code keytool -ext} takes, such as {@code san=ip:127.0.0.1}
   * @return the keys
   * @throws IOException if {@code keytool} fails
   * @throws InterruptedException if the thread is interrupted
   * @throws GeneralSecurityException if the JDK cannot read what it has made
   */
  public Keys certify(String name, String extension)
      throws IOException, InterruptedException, GeneralSecurityException {
    generate(name, "-signer", SELF, "-ext", extension);
    Keys keys = new Keys(file(name, ".p12"), file(name, ".pem"), file(name, ".key"));
    KeyStore made = load();
    Key key = made.getKey(name, PASSWORD.toCharArray());
    Certificate[] chain = made.getCertificateChain(name);
    write(keys.certificate(), "CERTIFICATE", chain[0].getEncoded());
    write(keys.key(), "PRIVATE KEY", key.getEncoded());
    KeyStore own = trusting();
    own.setKeyEntry(name, key, PASSWORD.toCharArray(), chain);
    save(own, keys.store());
    return keys;
  }

  private Path file(String name, String ending) {
    return folder.resolve(name + ending);
  }

  private void generate(String alias, String... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-genkeypair", "-alias", alias));
    command.addAll(List.of("-keyalg", "EC", "-dname", "CN=" + alias, "-validity", "30"));
    command.addAll(List.of("-keystore", all.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(all.toFile(), PASSWORD.toCharArray());
  }

  private KeyStore trusting() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(TYPE);
    store.load(null, null);
    store.setCertificateEntry(SELF, load().getCertificate(SELF));
    return store;
  }

  private static void save(KeyStore store, Path file) throws IOException, GeneralSecurityException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  private static void write(Path file, String what, byte[] bytes) throws IOException {
    byte[] end = "\n".getBytes(StandardCharsets.US_ASCII);
    String text = Base64.getMimeEncoder(64, end).encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, text));
  }
}
