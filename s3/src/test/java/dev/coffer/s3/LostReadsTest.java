package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConflictException;
import dev.coffer.testkit.ChaosProxy;
import dev.coffer.testkit.Fault;
import dev.coffer.testkit.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection that is lost in the middle of a large file. */
class LostReadsTest {
  private final Server server = Proxy.server();
  private final String bucket = server.newBucket();
  private final S3FileStore direct = server.in(bucket).build();
  private final ChaosProxy network = new ChaosProxy(server.endpoint());
  private final S3FileStore store = server.at(network.uri()).in(bucket).build();

  @AfterEach
  void close() {
    store.close();
    network.close();
    direct.close();
  }

  private static byte[] bytes(long seed) {
    byte[] bytes = new byte[4 << 20];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private void loseTheFirstAnswers(int count) {
    network.inject(
        Fault.cut(Fault.Where.IN_ANSWER, Fault.End.RESET), Requests.of("GET").first(count));
  }

  @Test
  void theRestOfTheSameVersionFollows() throws IOException {
    byte[] bytes = bytes(1);
    direct.write("a", bytes);
    loseTheFirstAnswers(2);
    try (InputStream in = store.open("a")) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
    assertThat(network.requests()).hasSize(3);
  }

  @Test
  void theRestOfARangeFollows() throws IOException {
    byte[] bytes = bytes(2);
    direct.write("a", bytes);
    loseTheFirstAnswers(1);
    try (InputStream in = store.open("a", 1000, 3 << 20)) {
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 1000, 1000 + (3 << 20)));
    }
    assertThat(network.requests()).hasSize(2);
  }

  @Test
  void theRestOfAnotherVersionNeverDoes() throws IOException {
    direct.write("a", bytes(3));
    loseTheFirstAnswers(1);
    try (InputStream in = store.open("a")) {
      assertThat(in.readNBytes(1000)).isEqualTo(Arrays.copyOf(bytes(3), 1000));
      direct.write("a", bytes(4));
      ConflictException e = assertThrows(ConflictException.class, in::readAllBytes);
      assertThat(e).hasMessageContaining("read it anew");
    }
  }
}
