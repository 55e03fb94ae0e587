package dev.coffer.fakegcs;

import static dev.coffer.fakegcs.Wire.BLOCK;
import static dev.coffer.fakegcs.Wire.part;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumableUploadTest {
  private static final byte[] CONTENT = Wire.random(2 * BLOCK + 10);
  private static final int SIZE = CONTENT.length;

  private final ManualClock clock = new ManualClock();
  private final Wire wire = new Wire(new FakeGcsServer(clock));

  @AfterEach
  void close() {
    wire.close();
  }

  private String begin() {
    return wire.begin("a", "{\"contentType\":\"text/x\",\"metadata\":{\"k\":\"v\"}}");
  }

  private static String range(int from, int to, String total) {
    return "bytes " + from + "-" + (to - 1) + "/" + total;
  }

  private Wire.Reply send(String session, int from, int to, String total) {
    return wire.chunk(session, range(from, to, total), part(CONTENT, from, to));
  }

  private boolean isThere() {
    return wire.get("/storage/v1/b/box/o/a").status() == 200;
  }

  private void assertWhole() {
    Wire.Reply stored = wire.get("/storage/v1/b/box/o/a");
    Checksums.Sum sum = new Checksums.Sum();
    sum.add(CONTENT, 0, SIZE);
    assertThat(stored.at("crc32c")).isEqualTo(sum.end().crc32c());
    assertThat(stored.at("size")).isEqualTo(String.valueOf(SIZE));
  }

  @Test
  void anUploadContinuesChunkByChunkAndIsSeenAtItsEnd() {
    String session = begin();
    Wire.Reply first = send(session, 0, BLOCK, "*");
    assertThat(first.status()).isEqualTo(308);
    assertThat(first.header("Range")).isEqualTo("bytes=0-" + (BLOCK - 1));
    send(session, BLOCK, 2 * BLOCK, "*");
    assertThat(isThere()).isFalse();
    assertThat(wire.server.openUploads("box")).isEqualTo(1);
    Wire.Reply last = send(session, 2 * BLOCK, SIZE, "" + SIZE);
    assertThat(last.status()).isEqualTo(200);
    assertThat(last.at("contentType")).isEqualTo("text/x");
    assertThat(last.at("metadata", "k")).isEqualTo("v");
    assertThat(wire.server.openUploads("box")).isZero();
    assertWhole();
  }

  @Test
  void theLocationIsWhereTheClientBelievesTheServer() {
    assertThat(begin()).startsWith(wire.server.uri() + "/upload/storage/v1/b/box/o?");
  }

  @Test
  void theStateOfAnUploadCanBeAskedFor() {
    String session = begin();
    Wire.Reply nothing = wire.chunk(session, "bytes */*");
    assertThat(nothing.status()).isEqualTo(308);
    assertThat(nothing.headers("Range")).isEmpty();
    send(session, 0, BLOCK, "" + SIZE);
    for (String range : new String[] {"bytes */*", "bytes */" + SIZE}) {
      assertThat(wire.chunk(session, range).header("Range")).isEqualTo("bytes=0-262143");
    }
    send(session, BLOCK, SIZE, "" + SIZE);
    Wire.Reply whole = wire.chunk(session, "bytes */*");
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.at("size")).isEqualTo("" + SIZE);
  }

  @Test
  void anUploadThatEndedOnAChunkIsEndedByItsSize() {
    String session = begin();
    send(session, 0, 2 * BLOCK, "*");
    assertThat(isThere()).isFalse();
    Wire.Reply last = wire.chunk(session, "bytes */" + 2 * BLOCK);
    assertThat(last.status()).isEqualTo(200);
    assertThat(last.at("size")).isEqualTo("" + 2 * BLOCK);
  }

  @Test
  void anEmptyObjectIsEndedByItsSize() {
    Wire.Reply last = wire.chunk(begin(), "bytes */0");
    assertThat(last.status()).isEqualTo(200);
    assertThat(last.at("size")).isEqualTo("0");
  }

  @Test
  void everythingMayComeInOneRequest() {
    assertThat(wire.send("PUT", begin(), CONTENT).status()).isEqualTo(200);
    assertWhole();
  }

  @Test
  void anUploadIsNotEndedBySizesThatItDoesNotHave() {
    String session = begin();
    send(session, 0, BLOCK, "*");
    assertThat(wire.chunk(session, "bytes */" + SIZE).status()).isEqualTo(308);
    assertThat(wire.chunk(session, "bytes */10").status()).isEqualTo(308);
    assertThat(isThere()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, BLOCK - 1, BLOCK + 1})
  void aChunkThatIsNotTheLastIsOfWholeBlocks(int size) {
    String session = begin();
    assertThat(send(session, 0, size, "*").status()).isEqualTo(400);
    assertThat(send(session, 0, size, "" + SIZE).status()).isEqualTo(400);
    assertThat(wire.chunk(session, "bytes */*").headers("Range")).isEmpty();
  }

  @Test
  void whatIsThereAlreadyMayComeAgain() {
    String session = begin();
    send(session, 0, 2 * BLOCK, "*");
    Wire.Reply again = send(session, 0, BLOCK, "*");
    assertThat(again.header("Range")).isEqualTo("bytes=0-" + (2 * BLOCK - 1));
    assertThat(send(session, BLOCK, SIZE, "" + SIZE).status()).isEqualTo(200);
    assertWhole();
  }

  @Test
  void aChunkThatLeavesAGapIsRefused() {
    String session = begin();
    Wire.Reply ahead = send(session, BLOCK, 2 * BLOCK, "*");
    assertThat(ahead.status()).isEqualTo(503);
    assertThat(ahead.header("Content-Type")).startsWith("text/plain");
    assertThat(ahead.text()).contains("Content-Range", "exceeds already uploaded size of 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes 5-4/*", "bytes 0-9/5", "bytes", "bytes a-b/*", "0-9/10", "bytes 0-3/*"})
  void aRangeThatIsNoneOrNotThatOfTheBodyIsRefused(String range) {
    assertThat(wire.chunk(begin(), range, new byte[10]).status()).isEqualTo(400);
  }

  @Test
  @Timeout(60)
  void ofAChunkThatIsCutOffWholeBlocksAreKept() throws IOException {
    String session = begin();
    cutOff(session, BLOCK + BLOCK / 2);
    String kept = "bytes=0-" + (BLOCK - 1);
    String seen = "";
    // The server may still be reading what was sent before the cut.
    while (!seen.equals(kept)) {
      seen = wire.chunk(session, "bytes */*").header("Range");
      assertThat(seen).isIn("", kept);
    }
    assertThat(send(session, BLOCK, SIZE, "" + SIZE).status()).isEqualTo(200);
    assertWhole();
  }

  /** Sends a part of what the head says, and closes. */
  private void cutOff(String session, int sent) throws IOException {
    URI uri = URI.create(session);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
      String head =
          "PUT "
              + uri.getRawPath()
              + "?"
              + uri.getRawQuery()
              + " HTTP/1.1\r\nHost: x\r\n"
              + "Content-Length: "
              + SIZE
              + "\r\nContent-Range: "
              + range(0, SIZE, "" + SIZE)
              + "\r\n\r\n";
      OutputStream out = socket.getOutputStream();
      out.write(Wire.utf8(head));
      out.write(CONTENT, 0, sent);
      out.flush();
    }
  }

  @Test
  void anUploadThatIsCancelledIsGone() {
    String session = begin();
    send(session, 0, BLOCK, "*");
    assertThat(wire.delete(session).status()).isEqualTo(499);
    assertThat(wire.server.openUploads("box")).isZero();
    assertThat(wire.chunk(session, "bytes */*").status()).isEqualTo(404);
    assertThat(isThere()).isFalse();
  }

  @Test
  void anUploadThatIsNotKnownIsNotFound() {
    String target = "/upload/storage/v1/b/box/o?uploadType=resumable&upload_id=none";
    assertThat(wire.chunk(wire.server.uri() + target, "bytes */*").status()).isEqualTo(404);
  }

  @Test
  void anUploadExpiresAfterAWeek() {
    String session = begin();
    clock.advance(Duration.ofDays(7));
    assertThat(wire.chunk(session, "bytes */*").status()).isEqualTo(308);
    clock.advance(Duration.ofSeconds(1));
    assertThat(wire.chunk(session, "bytes */*").status()).isEqualTo(410);
  }

  @Test
  void conditionsAreJudgedAtTheEnd() {
    String session = wire.begin("a&ifGenerationMatch=0", "");
    send(session, 0, BLOCK, "*");
    wire.put("a", "another's");
    Wire.Reply last = send(session, BLOCK, SIZE, "" + SIZE);
    assertThat(last.status()).isEqualTo(412);
    assertThat(last.reason()).isEqualTo("conditionNotMet");
    assertThat(wire.chunk(session, "bytes */*").status()).isEqualTo(412);
    assertThat(wire.get("/storage/v1/b/box/o/a").at("size")).isEqualTo("9");
    assertThat(wire.server.openUploads("box")).isZero();
  }

  @Test
  void theEndMayComeTwiceAndIsDoneOnce() {
    String session = wire.begin("a&ifGenerationMatch=0", "");
    send(session, 0, BLOCK, "*");
    Wire.Reply first = send(session, BLOCK, SIZE, "" + SIZE);
    Wire.Reply second = send(session, BLOCK, SIZE, "" + SIZE);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.at("generation")).isEqualTo(first.at("generation"));
  }

  @Test
  void aContentThatIsNotWhatItsSumSaysIsRefusedAtTheEnd() {
    String byJson = wire.begin("a", "{\"crc32c\":\"AAAAAA==\"}");
    assertThat(wire.send("PUT", byJson, CONTENT).status()).isEqualTo(400);
    Wire.Reply byHeader = wire.send("PUT", begin(), CONTENT, "x-goog-hash", "crc32c=AAAAAA==");
    assertThat(byHeader.status()).isEqualTo(400);
    assertThat(isThere()).isFalse();
  }

  @Test
  void anUploadIntoNoBucketIsRefusedAtOnce() {
    assertThat(wire.post("/upload/storage/v1/b/none/o?uploadType=resumable&name=a", "").status())
        .isEqualTo(404);
  }
}
