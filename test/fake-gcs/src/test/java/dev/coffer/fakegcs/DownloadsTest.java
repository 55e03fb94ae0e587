package dev.coffer.fakegcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadsTest {
  private static final String TARGET = "/download/storage/v1/b/box/o/a?alt=media";

  private final Wire wire = new Wire();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void contentComesWithWhatIsKnownOfIt() {
    String generation = wire.put("a", "hello").at("generation");
    Wire.Reply reply = wire.get(TARGET);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("hello");
    assertThat(reply.header("X-Goog-Generation")).isEqualTo(generation);
    assertThat(reply.header("X-Goog-Metageneration")).isEqualTo("1");
    assertThat(reply.headers("X-Goog-Hash"))
        .containsExactly("crc32c=mnG7TA==", "md5=XUFAKrxLKna5cZ2REBfFkg==");
    assertThat(reply.header("X-Goog-Stored-Content-Length")).isEqualTo("5");
    assertThat(reply.header("Content-Length")).isEqualTo("5");
  }

  @Test
  void contentIsGivenOnThePathOfTheMetadataToo() {
    wire.put("a", "hello");
    assertThat(wire.get("/storage/v1/b/box/o/a?alt=media").text()).isEqualTo("hello");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-,hello,bytes 0-4/5",
    "bytes=1-3,ell,bytes 1-3/5",
    "bytes=4-99,o,bytes 4-4/5",
    "bytes=-2,lo,bytes 3-4/5",
    "bytes=-99,hello,bytes 0-4/5"
  })
  void aRangeIsGivenAsAPart(String range, String part, String told) {
    wire.put("a", "hello");
    Wire.Reply reply = wire.get(TARGET, "Range", range);
    assertThat(reply.status()).isEqualTo(206);
    assertThat(reply.text()).isEqualTo(part);
    assertThat(reply.header("Content-Range")).isEqualTo(told);
    assertThat(reply.headers("X-Goog-Hash")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=5-", "bytes=6-7", "bytes=-0"})
  void aRangeAtTheEndOrPastItIsNotSatisfiable(String range) {
    wire.put("a", "hello");
    Wire.Reply reply = wire.get(TARGET, "Range", range);
    assertThat(reply.status()).isEqualTo(416);
    assertThat(reply.reason()).isEqualTo("requestedRangeNotSatisfiable");
  }

  @Test
  void anEmptyObjectHasNoRange() {
    wire.put("a", "");
    assertThat(wire.get(TARGET).text()).isEmpty();
    assertThat(wire.get(TARGET, "Range", "bytes=0-").status()).isEqualTo(416);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=3-1", "bytes=0-1,3-4", "lines=1-2", "bytes=-"})
  void whatIsNoRangeIsNotLookedAt(String range) {
    wire.put("a", "hello");
    Wire.Reply reply = wire.get(TARGET, "Range", range);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("hello");
  }

  @Test
  void aVersionThatIsAskedForIsGivenOrNotFound() {
    String generation = wire.put("a", "hello").at("generation");
    assertThat(wire.get(TARGET + "&generation=" + generation).text()).isEqualTo("hello");
    wire.put("a", "other");
    assertThat(wire.get(TARGET + "&generation=" + generation).status()).isEqualTo(404);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(Wire.utf8(text));
    }
    return compressed.toByteArray();
  }

  private void putCompressed(String text) throws IOException {
    String target = "/upload/storage/v1/b/box/o?uploadType=media&contentEncoding=gzip&name=a";
    wire.send("POST", target, gzip(text));
  }

  @Test
  void compressedContentIsDecompressedForAReaderWhoDoesNotTakeIt() throws IOException {
    putCompressed("plain ".repeat(100));
    Wire.Reply reply = wire.get(TARGET, "Range", "bytes=3-5");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("plain ".repeat(100));
    assertThat(reply.headers("Content-Encoding")).isEmpty();
    assertThat(reply.headers("Content-Length")).isEmpty();
    assertThat(reply.header("X-Goog-Stored-Content-Encoding")).isEqualTo("gzip");
  }

  @Test
  void compressedContentOfManyPiecesIsDecompressedWhole() throws IOException {
    StringBuilder text = new StringBuilder();
    for (byte b : Wire.random(600_000)) {
      text.append((char) (' ' + (b & 63)));
    }
    putCompressed(text.toString());
    assertThat(wire.get(TARGET).text()).isEqualTo(text.toString());
  }

  @Test
  void compressedContentIsGivenAsItIsToAReaderWhoTakesIt() throws IOException {
    putCompressed("plain ".repeat(100));
    int stored = gzip("plain ".repeat(100)).length;
    Wire.Reply reply = wire.get(TARGET, "Accept-Encoding", "gzip");
    assertThat(reply.size()).isEqualTo(stored);
    assertThat(reply.header("Content-Encoding")).isEqualTo("gzip");
    Wire.Reply part = wire.get(TARGET, "Accept-Encoding", "gzip", "Range", "bytes=1-3");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.size()).isEqualTo(3);
    wire.patch("/storage/v1/b/box/o/a", "{\"cacheControl\":\"no-transform\"}");
    assertThat(wire.get(TARGET).size()).isEqualTo(stored);
  }

  @Test
  void aReaderWhoBeganReadsHisVersionToItsEnd() throws IOException {
    byte[] old = Wire.random(2_000_000);
    wire.send("POST", "/upload/storage/v1/b/box/o?uploadType=media&name=a", old);
    try (InputStream in = wire.server.uri().resolve(TARGET).toURL().openStream()) {
      byte[] first = in.readNBytes(10);
      wire.put("a", "new");
      wire.delete("/storage/v1/b/box/o/a");
      byte[] rest = in.readAllBytes();
      assertThat(first).isEqualTo(Wire.part(old, 0, 10));
      assertThat(rest).isEqualTo(Wire.part(old, 10, old.length));
    }
  }
}
