package dev.coffer.testkit.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConflictException;
import dev.coffer.FileStore;
import dev.coffer.testkit.ChaosProxy;
import dev.coffer.testkit.Fault;
import dev.coffer.testkit.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A connection that is lost in the middle of a large file. */
interface LostReadCases extends RemoteStoreUnderTest {
  private static byte[] bytes(long seed) {
    byte[] bytes = new byte[4 << 20];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static void loseTheFirstAnswers(ChaosProxy network, int count) {
    network.inject(
        Fault.cut(Fault.Where.IN_ANSWER, Fault.End.RESET), Requests.of("GET").first(count));
  }

  @Test
  default void theRestOfTheSameVersionFollows() throws IOException {
    byte[] bytes = bytes(1);
    try (ChaosProxy network = new ChaosProxy(server());
        FileStore direct = open(server());
        FileStore store = open(network.uri())) {
      direct.write("a", bytes);
      loseTheFirstAnswers(network, 2);
      try (InputStream in = store.open("a")) {
        assertThat(in.readAllBytes()).isEqualTo(bytes);
      }
      assertThat(network.requests()).hasSize(3);
    }
  }

  @Test
  default void theRestOfARangeFollows() throws IOException {
    byte[] bytes = bytes(2);
    try (ChaosProxy network = new ChaosProxy(server());
        FileStore direct = open(server());
        FileStore store = open(network.uri())) {
      direct.write("a", bytes);
      loseTheFirstAnswers(network, 1);
      try (InputStream in = store.open("a", 1000, 3 << 20)) {
        assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 1000, 1000 + (3 << 20)));
      }
      assertThat(network.requests()).hasSize(2);
    }
  }

  @Test
  default void theRestOfAnotherVersionNeverDoes() throws IOException {
    try (ChaosProxy network = new ChaosProxy(server());
        FileStore direct = open(server());
        FileStore store = open(network.uri())) {
      direct.write("a", bytes(3));
      loseTheFirstAnswers(network, 1);
      try (InputStream in = store.open("a")) {
        assertThat(in.readNBytes(1000)).isEqualTo(Arrays.copyOf(bytes(3), 1000));
        direct.write("a", bytes(4));
        ConflictException e = assertThrows(ConflictException.class, in::readAllBytes);
        assertThat(e).hasMessageContaining("read it again");
      }
    }
  }
}
