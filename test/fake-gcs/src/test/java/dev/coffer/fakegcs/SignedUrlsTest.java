package dev.coffer.fakegcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignedUrlsTest {
  private static final String SCOPE = "20260101/auto/storage/goog4_request";
  private static final KeyPair KEYS = keys();

  private Wire wire = at("2026-01-01T00:05:00Z");

  private static Wire at(String now) {
    InstantSource clock = InstantSource.fixed(Instant.parse(now));
    Wire wire = new Wire(new FakeGcsServer(clock));
    wire.server.trust("me@test", KEYS.getPublic());
    return wire;
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    wire.close();
  }

  /** A URL for ten minutes from midnight; headers are names and values, sorted. */
  private String sign(String method, String path, String... headers) {
    StringBuilder names = new StringBuilder("host");
    StringBuilder lines = new StringBuilder("host:" + wire.server.uri().getAuthority() + "\n");
    for (int i = 0; i < headers.length; i += 2) {
      names.append(';').append(headers[i]);
      lines.append(headers[i] + ":" + headers[i + 1] + "\n");
    }
    String query =
        "X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Credential=me%40test%2F"
            + SCOPE.replace("/", "%2F")
            + "&X-Goog-Date=20260101T000000Z&X-Goog-Expires=600&X-Goog-SignedHeaders="
            + names.toString().replace(";", "%3B");
    String canonical = String.join("\n", method, path, query, lines, names, "UNSIGNED-PAYLOAD");
    return path + "?" + query + "&X-Goog-Signature=" + signature(canonical);
  }

  private static String signature(String canonical) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Wire.utf8(canonical));
      String text =
          "GOOG4-RSA-SHA256\n20260101T000000Z\n" + SCOPE + "\n" + HexFormat.of().formatHex(hash);
      Signature rsa = Signature.getInstance("SHA256withRSA");
      rsa.initSign(KEYS.getPrivate());
      rsa.update(Wire.utf8(text));
      return HexFormat.of().formatHex(rsa.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aSignedUrlReads() {
    wire.put("d%2Fa%20b", "hello");
    Wire.Reply reply = wire.get(sign("GET", "/box/d/a%20b"), "Range", "bytes=1-2");
    assertThat(reply.status()).isEqualTo(206);
    assertThat(reply.text()).isEqualTo("el");
  }

  @Test
  void aSignedUrlNeedsNoToken() {
    wire.put("a", "hello");
    wire.server.grant("t");
    assertThat(wire.get(sign("GET", "/box/a")).text()).isEqualTo("hello");
  }

  @Test
  void aSignedUrlWritesWithTheHeadersThatAreSigned() {
    String[] headers = {
      "content-type", "x/y", "x-goog-if-generation-match", "0", "x-goog-meta-k", "v"
    };
    String url = sign("PUT", "/box/a", headers);
    Wire.Reply reply = wire.send("PUT", url, Wire.utf8("hello"), headers);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.header("x-goog-generation")).isNotEmpty();
    Wire.Reply stored = wire.get("/storage/v1/b/box/o/a");
    assertThat(stored.at("contentType")).isEqualTo("x/y");
    assertThat(stored.at("metadata", "k")).isEqualTo("v");
    Wire.Reply again = wire.send("PUT", url, Wire.utf8("other"), headers);
    assertThat(again.status()).isEqualTo(412);
    assertThat(again.text()).contains("<Code>PreconditionFailed</Code>");
  }

  @Test
  void aSignedUrlIsOfOneMethodOneNameAndItsHeaders() {
    wire.put("a", "hello");
    wire.put("c", "hello");
    String url = sign("GET", "/box/a");
    for (Wire.Reply reply :
        new Wire.Reply[] {
          wire.delete(url),
          wire.get(url.replace("/box/a", "/box/c")),
          wire.get(url.replace("Expires=600", "Expires=601")),
          wire.get(url.substring(0, url.length() - 1) + (url.endsWith("0") ? "1" : "0")),
          wire.get(url.replace("me%40test", "you%40test"))
        }) {
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.text()).contains("<Code>SignatureDoesNotMatch</Code>");
    }
    assertThat(wire.get(url, "x-goog-meta-k", "v").status()).isEqualTo(400);
  }

  @Test
  void aSignedUrlExpires() {
    wire.put("a", "hello");
    wire.close();
    wire = at("2026-01-01T00:10:01Z");
    Wire.Reply late = wire.get(sign("GET", "/box/a"));
    assertThat(late.status()).isEqualTo(400);
    assertThat(late.text()).contains("<Code>ExpiredToken</Code>");
  }

  @Test
  void missingObjectsAreDistinguished() {
    assertThat(wire.get(sign("GET", "/box/a")).text()).contains("<Code>NoSuchKey</Code>");
    assertThat(wire.get(sign("GET", "/none/a")).text()).contains("<Code>NoSuchBucket</Code>");
  }

  @Test
  void aSignedUrlDeletes() {
    wire.put("a", "hello");
    assertThat(wire.delete(sign("DELETE", "/box/a")).status()).isEqualTo(204);
    assertThat(wire.get("/storage/v1/b/box/o/a").status()).isEqualTo(404);
  }
}
