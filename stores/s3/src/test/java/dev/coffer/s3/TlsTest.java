package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import java.net.URI;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server whose certificate is that of a private authority. */
class TlsTest {
  private static final Map<String, String> KEYS =
      Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret");

  private static Authority authority;
  private static S3Proxy proxy;
  private static String bucket;

  @BeforeAll
  static void start() throws Exception {
    authority = Authority.get();
    proxy =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .secureEndpoint(URI.create("https://127.0.0.1:0"))
            .keyStore(authority.keys().toString(), Authority.PASSWORD)
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "id", "secret")
            .blobStore(new TransientNio2BlobStore())
            .build();
    proxy.start();
    URI plain = URI.create("http://127.0.0.1:" + proxy.getPort());
    bucket = new Server(plain, "id", "secret").newBucket();
  }

  @AfterAll
  static void stop() throws Exception {
    proxy.stop();
  }

  private static FileStore open(String host, String more) {
    String endpoint = host + ":" + proxy.getSecurePort();
    String uri = "s3://" + bucket + "?endpoint=" + endpoint + more;
    return FileStores.open(FileStoreConfig.builder().uri(uri).environment(KEYS).build());
  }

  private static void assertNotTrusted(FileStore store) {
    try (store) {
      ConfigurationException e =
          assertThrows(ConfigurationException.class, () -> store.exists("a"));
      assertThat(e)
          .hasMessageContaining("no trusted connection to https://")
          .hasMessageContaining("set the option ca-file");
    }
  }

  @Test
  void itIsTrustedByTheCertificateOfItsAuthority() {
    try (FileStore store = open("127.0.0.1", "&ca-file=" + authority.certificate())) {
      byte[] large = new byte[9 << 20];
      large[large.length - 1] = 7;
      store.write("small", "x");
      store.write("large", large);
      assertThat(store.readString("small")).isEqualTo("x");
      assertThat(store.readBytes("large")).isEqualTo(large);
    }
  }

  @Test
  void withoutItIsNot() {
    assertNotTrusted(open("127.0.0.1", ""));
  }

  @Test
  void aServerWithoutTlsIsReportedAtOnceWithWhatToDo() {
    String uri = "s3://" + bucket + "?endpoint=https://127.0.0.1:" + proxy.getPort();
    FileStoreConfig config = FileStoreConfig.builder().uri(uri).environment(KEYS).build();
    try (FileStore store = FileStores.open(config)) {
      ConfigurationException e =
          assertThrows(ConfigurationException.class, () -> store.exists("a"));
      assertThat(e).hasMessageContaining("does not use TLS").hasMessageContaining("secure=false");
    }
  }

  @Test
  void aCertificateOfAnotherHostIsNotTrusted() {
    assertNotTrusted(open("localhost", "&ca-file=" + authority.certificate()));
  }
}
