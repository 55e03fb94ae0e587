package dev.coffer.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A private authority that has certified 127.0.0.1.
 *
 * @param certificate of the authority, in PEM form
 * @param keys what the server at that address shows and keeps
 */
record Authority(Path certificate, Path keys) {
  static final String PASSWORD = "changeit";

  /** Makes one, as people do. */
  static Authority in(Path folder) throws IOException, InterruptedException {
    Authority made = new Authority(folder.resolve("ca.pem"), folder.resolve("server.p12"));
    made.keytool("authority", "-genkeypair", "-keyalg", "EC", "-dname", "CN=CA", "-ext", "bc:c");
    made.keytool("authority", "-exportcert", "-rfc", "-file", made.certificate.toString());
    made.keytool(
        "server",
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=Server",
        "-ext",
        "san=ip:127.0.0.1",
        "-signer",
        "authority");
    made.keytool("authority", "-delete");
    return made;
  }

  private void keytool(String alias, String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-J-XX:TieredStopAtLevel=1"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("-alias", alias));
    all.addAll(List.of("-keystore", keys.toString(), "-storepass", PASSWORD));
    Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String unused = new Program(program.toString(), Map.of()).run(all);
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
