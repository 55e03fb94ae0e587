package dev.coffer.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By what a server that is not Amazon's can tell that a body came whole: one sum, not two. */
class ChecksumsTest {
  private static final byte[] BYTES = "some text".getBytes(UTF_8);

  @TempDir private Path folder;
  private Authority authority;
  private WireMockServer s3;

  @BeforeEach
  void start() throws Exception {
    authority = Authority.in(folder);
    s3 =
        new WireMockServer(
            options()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(authority.keys().toString())
                .keystoreType("PKCS12")
                .keystorePassword(Authority.PASSWORD)
                .keyManagerPassword(Authority.PASSWORD));
    s3.start();
    s3.stubFor(any(anyUrl()).willReturn(ok().withHeader("ETag", "\"e\"")));
  }

  @AfterEach
  void stop() {
    s3.stop();
  }

  private void writeTo(String url) {
    Server server = new Server(URI.create(url), "id", "secret");
    try (S3FileStore store = server.in("bucket").caFile(authority.certificate()).build()) {
      store.write("a", BYTES);
    }
  }

  private static byte[] sum(String algorithm) throws Exception {
    return MessageDigest.getInstance(algorithm).digest(BYTES);
  }

  @Test
  void withoutTlsItIsTheSumThatIsSigned() throws Exception {
    writeTo("http://127.0.0.1:" + s3.port());
    String sha256 = HexFormat.of().formatHex(sum("SHA-256"));
    s3.verify(
        putRequestedFor(anyUrl())
            .withHeader("x-amz-content-sha256", equalTo(sha256))
            .withHeader("Content-MD5", absent()));
  }

  @Test
  void withTlsItIsTheMd5Sum() throws Exception {
    writeTo("https://127.0.0.1:" + s3.httpsPort());
    String md5 = Base64.getEncoder().encodeToString(sum("MD5"));
    s3.verify(
        putRequestedFor(anyUrl())
            .withHeader("x-amz-content-sha256", equalTo("UNSIGNED-PAYLOAD"))
            .withHeader("Content-MD5", equalTo(md5)));
  }
}
