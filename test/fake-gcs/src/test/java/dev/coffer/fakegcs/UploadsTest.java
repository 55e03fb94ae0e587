package dev.coffer.fakegcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads in one request. */
class UploadsTest {
  private static final String TARGET = "/upload/storage/v1/b/box/o?uploadType=multipart";
  private static final String TYPE = "multipart/related; boundary=\"the mark\"";

  private final Wire wire = new Wire();

  @AfterEach
  void close() {
    wire.close();
  }

  private static byte[] multipart(String json, byte[] media) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        Wire.utf8(
            "--the mark\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n"
                + json
                + "\r\n--the mark\r\nContent-Type: image/png\r\n\r\n"));
    body.writeBytes(media);
    body.writeBytes(Wire.utf8("\r\n--the mark--\r\n"));
    return body.toByteArray();
  }

  private Wire.Reply upload(String json, byte[] media) {
    return wire.send("POST", TARGET, multipart(json, media), "Content-Type", TYPE);
  }

  @Test
  void anObjectIsWhatItsWriterSaysOfIt() {
    String json =
        "{\"name\":\"a/ü\",\"metadata\":{\"k\":\"ä\\u20ac\"},\"cacheControl\":\"no-store\","
            + "\"storageClass\":\"COLDLINE\"}";
    Wire.Reply reply = upload(json, Wire.utf8("hello"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("name")).isEqualTo("a/ü");
    assertThat(reply.at("size")).isEqualTo("5");
    assertThat(reply.at("contentType")).isEqualTo("image/png");
    assertThat(reply.at("metadata", "k")).isEqualTo("ä€");
    assertThat(reply.at("cacheControl")).isEqualTo("no-store");
    assertThat(reply.at("storageClass")).isEqualTo("COLDLINE");
    assertThat(reply.at("md5Hash")).isEqualTo("XUFAKrxLKna5cZ2REBfFkg==");
    assertThat(reply.at("crc32c")).isEqualTo("mnG7TA==");
    assertThat(reply.at("metageneration")).isEqualTo("1");
    assertThat(wire.get("/storage/v1/b/box/o/a%2F%C3%BC").json()).isEqualTo(reply.json());
  }

  @Test
  void numbersOf64BitsAreTexts() {
    Wire.Reply reply = wire.put("a", "x");
    for (String member : new String[] {"generation", "metageneration", "size"}) {
      assertThat(reply.json().path(member).isString()).as(member).isTrue();
    }
  }

  @Test
  void aContentThatIsNotWhatItsSumSaysIsRefused() {
    Wire.Reply crc = upload("{\"name\":\"a\",\"crc32c\":\"AAAAAA==\"}", Wire.utf8("hello"));
    Wire.Reply md5 = upload("{\"name\":\"a\",\"md5Hash\":\"AAAA\"}", Wire.utf8("hello"));
    assertThat(crc.status()).isEqualTo(400);
    assertThat(crc.message()).contains("CRC32C", "mnG7TA==");
    assertThat(md5.status()).isEqualTo(400);
    assertThat(wire.get("/storage/v1/b/box/o/a").status()).isEqualTo(404);
    assertThat(upload("{\"name\":\"a\",\"crc32c\":\"mnG7TA==\"}", Wire.utf8("hello")).status())
        .isEqualTo(200);
  }

  /** Also one with pieces of marks in it, and one that goes to a file. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 262_144, 262_145, 3_000_000})
  void contentOfAnySizeComesBackAsItWas(int size) {
    byte[] content = Wire.random(size);
    byte[] mark = Wire.utf8("\r\n--the mar\r\r\n--\r\n");
    System.arraycopy(mark, 0, content, 0, Math.min(size, mark.length));
    assertThat(upload("{\"name\":\"a\"}", content).at("size")).isEqualTo(String.valueOf(size));
    assertThat(read("/download/storage/v1/b/box/o/a?alt=media")).isEqualTo(content);
  }

  private byte[] read(String target) {
    try (InputStream in = wire.server.uri().resolve(target).toURL().openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aRequestMayBeCompressed() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(multipart("{\"name\":\"a\"}", Wire.utf8("hello")));
    }
    byte[] body = compressed.toByteArray();
    Wire.Reply reply =
        wire.send("POST", TARGET, body, "Content-Type", TYPE, "Content-Encoding", "gzip");
    assertThat(reply.at("size")).isEqualTo("5");
  }

  @Test
  void anUploadWithoutANameOrWithoutTwoPartsIsRefused() {
    assertThat(upload("{}", new byte[0]).status()).isEqualTo(400);
    assertThat(wire.send("POST", TARGET, Wire.utf8("x"), "Content-Type", TYPE).status())
        .isEqualTo(400);
    assertThat(wire.send("POST", TARGET, Wire.utf8("x")).status()).isEqualTo(400);
    assertThat(wire.post("/upload/storage/v1/b/box/o?name=a", "").status()).isEqualTo(400);
  }

  @Test
  void aNameThatNoObjectMayHaveIsRefused() {
    assertThat(wire.put("..", "x").status()).isEqualTo(400);
    assertThat(wire.put("a%0Ab", "x").status()).isEqualTo(400);
    assertThat(wire.put("x".repeat(1025), "x").status()).isEqualTo(400);
    assertThat(wire.put("%C3%BC".repeat(512), "x").status()).isEqualTo(200);
  }

  @Test
  void theKeyOfAnObjectIsThatOfTheRequestOrOfTheBucket() {
    assertThat(wire.put("a&kmsKeyName=k1", "x").at("kmsKeyName"))
        .isEqualTo("k1/cryptoKeyVersions/1");
    wire.patch("/storage/v1/b/box", "{\"encryption\":{\"defaultKmsKeyName\":\"k2\"}}");
    assertThat(wire.put("a", "x").at("kmsKeyName")).isEqualTo("k2/cryptoKeyVersions/1");
  }

  @Test
  void metadataOfMoreThan8KibibytesAreRefused() {
    String json = "{\"name\":\"a\",\"metadata\":{\"k\":\"" + "v".repeat(8192) + "\"}}";
    assertThat(upload(json, new byte[0]).status()).isEqualTo(400);
  }
}
