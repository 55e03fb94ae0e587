package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.FileStoreException;
import dev.coffer.WriteOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** Bytes that change on their way are refused by the server, whichever checksum a body carries. */
abstract class BitFlipContract {
  private BitFlipper line;
  private String bucket;
  private S3FileStore near;
  private S3FileStore away;

  /** The server; skips the class where there is none. */
  abstract Server server();

  /** Configures the store. */
  S3Builder told(S3Builder store) {
    return store;
  }

  @BeforeEach
  void open() throws IOException {
    Server server = server();
    line = new BitFlipper(server.endpoint());
    bucket = server.newBucket();
    near = server.in(bucket).build();
    away = told(server.at(line.uri()).in(bucket)).partSize(S3Limits.SMALLEST_PART).build();
    near.write("file", "old");
  }

  @AfterEach
  void close() throws IOException {
    if (line != null) {
      line.close();
    }
    if (away != null) {
      away.close();
      near.close();
    }
  }

  @Test
  void aSmallFileIsRefused() {
    assertThatThrownBy(() -> away.write("file", "the zebra"))
        .isInstanceOf(FileStoreException.class);
    assertThat(near.readString("file")).isEqualTo("old");
  }

  @Test
  void aSmallFileInAStoreInUseIsRefusedToo() {
    away.write("file", "old");
    assertThatThrownBy(() -> away.write("file", "the zebra"))
        .isInstanceOf(FileStoreException.class);
    assertThat(near.readString("file")).isEqualTo("old");
  }

  @Test
  void aConditionalWriteIsRefusedTooAndNotAConflict() {
    byte[] bytes = "the zebra".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> away.write("new", Content.of(bytes), WriteOptions.DEFAULTS.ifAbsent()))
        .isInstanceOf(FileStoreException.class)
        .isNotInstanceOf(ConflictException.class);
    assertThat(near.exists("new")).isFalse();
  }

  @Test
  void aPartOfALargeFileIsRefused() {
    byte[] start = new byte[S3Limits.SMALLEST_PART];
    InputStream large =
        new SequenceInputStream(
            new ByteArrayInputStream(start),
            new ByteArrayInputStream("a zebra".getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> away.write("file", large)).isInstanceOf(FileStoreException.class);
    assertThat(near.readString("file")).isEqualTo("old");
    assertThat(Server.uploads(near.unwrap(S3Client.class).orElseThrow(), bucket)).isEmpty();
  }

  @Test
  void aLineThatFlipsNothingLosesNothing() {
    away.write("file", "the horse");
    assertThat(near.readString("file")).isEqualTo("the horse");
  }
}
