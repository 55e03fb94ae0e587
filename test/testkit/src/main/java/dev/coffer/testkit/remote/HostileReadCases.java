package dev.coffer.testkit.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConnectionException;
import dev.coffer.CorruptFileException;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.testkit.ChaosProxy;
import dev.coffer.testkit.Fault;
import dev.coffer.testkit.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A read returns the bytes of the file or an error. */
interface HostileReadCases extends HostileServerUnderTest {
  /** More than a store reads at once. */
  private static byte[] bytes() {
    byte[] bytes = new byte[600_000];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  /** Returns the result of a read, or the right bytes if it is an error. */
  private static byte[] read(FileStore store, int offset, int length, byte[] right)
      throws IOException {
    try (InputStream in = store.open("a", offset, length)) {
      return in.readAllBytes();
    } catch (FileStoreException e) {
      return right;
    }
  }

  @Test
  default void aPartOfWhichTheWholeFileComesIsThatPartOrAnError() throws IOException {
    readsParts(Lie.RANGE_IGNORED);
  }

  @Test
  default void aPartInPlaceOfWhichAnotherComesIsNeverThatOther() throws IOException {
    readsParts(Lie.RANGE_FROM_THE_START);
  }

  @Test
  default void aPartThatIsNotNamedIsNotBelieved() throws IOException {
    readsParts(Lie.RANGE_UNNAMED);
  }

  private void readsParts(Lie lie) throws IOException {
    byte[] bytes = bytes();
    store().write("a", bytes);
    tell(lie);
    for (int length : new int[] {100, 500_000}) {
      byte[] right = Arrays.copyOfRange(bytes, 5000, 5000 + length);
      assertThat(read(store(), 5000, length, right)).isEqualTo(right);
    }
  }

  @Test
  default void theRestOfALostReadOfWhichTheWholeFileComesIsTheRestOrAnError() throws IOException {
    continues(Lie.RANGE_IGNORED);
  }

  @Test
  default void theRestOfALostReadIsNeverAnotherPart() throws IOException {
    continues(Lie.RANGE_FROM_THE_START);
  }

  @Test
  default void theRestOfALostReadThatIsNotNamedIsNotBelieved() throws IOException {
    continues(Lie.RANGE_UNNAMED);
  }

  private void continues(Lie lie) throws IOException {
    byte[] bytes = bytes();
    store().write("a", bytes);
    tell(lie);
    try (ChaosProxy network = new ChaosProxy(server().uri());
        FileStore lossy = open(network.uri())) {
      loseTheFirstAnswer(network);
      assertThat(read(lossy, 0, bytes.length, bytes)).isEqualTo(bytes);
    }
  }

  private static void loseTheFirstAnswer(ChaosProxy network) {
    network.inject(Fault.cut(Fault.Where.IN_ANSWER, Fault.End.RESET), Requests.of("GET").first(1));
  }

  @Test
  default void theSumOfAFileCoversAllConnectionsThatBringIt() {
    store().write("a", bytes());
    tell(Lie.RANGE_CHANGED);
    try (ChaosProxy network = new ChaosProxy(server().uri());
        FileStore lossy = open(network.uri())) {
      loseTheFirstAnswer(network);
      assertThrows(CorruptFileException.class, () -> lossy.readBytes("a"));
      assertThat(network.requests()).hasSizeGreaterThan(1);
    }
  }

  @Test
  default void aFileWithoutALengthIsReadOrAClearError() {
    readsWithoutLength(Lie.LENGTH_MISSING);
  }

  @Test
  default void aFileWhoseLengthAHeadRequestReportsIsReadOrAClearError() {
    readsWithoutLength(Lie.LENGTH_ONLY_WHEN_LOOKED_AT);
  }

  private void readsWithoutLength(Lie lie) {
    byte[] bytes = bytes();
    store().write("a", bytes);
    tell(lie);
    int before = server().requests();
    try {
      assertThat(store().readBytes("a")).isEqualTo(bytes);
    } catch (FileStoreException e) {
      assertThat(e).hasMessageContaining("length").isNotInstanceOf(ConnectionException.class);
    }
    assertThat(server().requests() - before).as("requests").isLessThan(5);
  }

  @Test
  default void aReadWhoseConnectionsBringNextToNothingEnds() {
    store().write("a", bytes());
    tell(Lie.CUT_OFTEN);
    int before = server().requests();
    assertThrows(
        ConnectionException.class,
        () -> {
          try (InputStream in = store().open("a")) {
            in.readAllBytes();
          }
        });
    assertThat(server().requests() - before)
        .as(
            "requests until the store gave up, which its deadline decides: does openStore give its"
                + " client the limits of clientTimes()?")
        .isLessThan(20);
  }

  @Test
  default void aRefusalIsKnownByItsStatusAndNotByItsWords() {
    tell(Lie.MISLEADING_WORDS);
    assertThrows(PermissionDeniedException.class, () -> store().readBytes("a"));
    assertThrows(PermissionDeniedException.class, () -> store().write("a", "x"));
    assertThrows(PermissionDeniedException.class, () -> store().list(""));
  }

  @Test
  default void theNameOfAHostSaysNothingOfAnError() {
    String name = "hash-checksum-profile-credential-interrupted-timeout.localhost";
    try (FileStore store = open(URI.create("http://" + name + ":1"))) {
      assertThrows(ConnectionException.class, () -> store.readBytes("a"));
    }
  }
}
