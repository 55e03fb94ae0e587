package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.Content;
import dev.coffer.FilePath;
import dev.coffer.StorageFailureException;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ContentStreamTest {
  private static ContentStream stream(Content content) {
    return new ContentStream(content, FilePath.of("a"), "test");
  }

  @Test
  void whatIsPushedIsPulled() throws IOException {
    byte[] bytes = new byte[3_000_001];
    new Random(1).nextBytes(bytes);
    try (ContentStream in = stream(Content.of(bytes))) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
      assertThat(in.read()).isEqualTo(-1);
    }
    try (ContentStream in = stream(Content.of(new byte[0]))) {
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void aSourceThatFailsIsNoEnd() {
    Content broken =
        Content.of(
            out -> {
              out.write(new byte[100]);
              throw new IOException("broke");
            });
    try (ContentStream in = stream(broken)) {
      assertThrows(StorageFailureException.class, in::readAllBytes);
      assertThat(in.failure()).isInstanceOf(StorageFailureException.class);
    }
  }

  @Test
  void closingEndsTheSource() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Content endless =
        Content.of(
            out -> {
              try {
                while (true) {
                  out.write(new byte[1000]);
                }
              } finally {
                ended.countDown();
              }
            });
    ContentStream in = stream(endless);
    assertThat(in.readNBytes(10)).hasSize(10);
    in.close();
    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
