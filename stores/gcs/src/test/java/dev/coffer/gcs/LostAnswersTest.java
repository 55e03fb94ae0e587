package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.DeleteOptions;
import dev.coffer.FileInfo;
import dev.coffer.WriteOptions;
import dev.coffer.testkit.Requests;
import java.io.ByteArrayInputStream;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server did what it was asked and its answer did not arrive: the store asks again. */
@Tag("one-jdk")
class LostAnswersTest extends ServerOfItsOwn {
  private static final int LARGE = 3 * GcsLimits.PART_UNIT + 1000;

  private static byte[] large() {
    byte[] bytes = new byte[LARGE];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @Test
  void aCreationWhoseAnswerWasLostIsNoConflict() {
    server.cutAfterActing(Requests.of("POST").first(1));
    WriteOptions options = WriteOptions.DEFAULTS.ifAbsent().metadata("k", "v");
    FileInfo written = store.write("a", new byte[] {1, 2}, options);
    assertThat(written.size()).isEqualTo(2);
    assertThat(written.metadata()).containsOnlyKeys("k");
    assertThat(store.stat("a").orElseThrow().etag()).isEqualTo(written.etag());
    assertThrows(ConflictException.class, () -> store.write("a", new byte[1], options));
  }

  @Test
  void anUpdateWhoseAnswerWasLostIsNoConflict() {
    String etag = store.write("a", "one").etag();
    server.cutAfterActing(Requests.of("POST").first(1));
    store.write("a", new byte[] {1, 2}, WriteOptions.DEFAULTS.ifMatch(etag));
    assertThat(store.readBytes("a")).containsExactly(1, 2);
  }

  @Test
  void aWriteWhoseAnswerWasLostIsMadeOnce() {
    store.write("a", "one");
    server.cutAfterActing(Requests.of("POST").first(1));
    FileInfo written = store.write("a", "two");
    assertThat(store.stat("a")).contains(written);
  }

  @Test
  void aLargeFileWhoseLastAnswerWasLostIsThere() {
    server.cutAfterActing(Requests.of("PUT").nth(4));
    FileInfo plain = store.write("a", large());
    assertThat(store.stat("a")).contains(plain);
    assertThat(store.readBytes("a")).isEqualTo(large());
    server.cutAfterActing(Requests.of("PUT").nth(4));
    store.write("b", large(), WriteOptions.DEFAULTS.ifAbsent());
    assertThat(store.readBytes("b")).isEqualTo(large());
  }

  @Test
  void eachPartOfAStreamIsKeptOnce() {
    for (int part = 1; part <= 4; part++) {
      server.heal();
      server.cutAfterActing(Requests.of("PUT").nth(part));
      store.write("a" + part, new ByteArrayInputStream(large()));
      assertThat(store.readBytes("a" + part)).as("part %d", part).isEqualTo(large());
    }
  }

  @Test
  void aCopyWhoseAnswerWasLostIsMadeOnce() {
    store.write("a", "x");
    store.write("b", "old");
    server.cutAfterActing(Requests.of("POST").first(1));
    FileInfo copy = store.copy("a", "b");
    assertThat(store.stat("b")).contains(copy);
  }

  @Test
  void aDeletionOfAVersionWhoseAnswerWasLostIsNeitherASuccessNorAConflict() {
    DeleteOptions seen = DeleteOptions.DEFAULTS.ifMatch(store.write("d/a", "one").etag());
    server.cutAfterActing(Requests.of("DELETE").first(1));
    ConnectionException e =
        assertThrows(ConnectionException.class, () -> store.deleteFile("d/a", seen));
    assertThat(e.isRetryable()).isTrue();
    assertThat(e).hasMessageContaining("delete d/a on ").hasMessageContaining("it is not known");
    assertThat(store.exists("d/a")).isFalse();
    assertThrows(ConflictException.class, () -> store.deleteFile("d/a", seen));
  }

  @Test
  void aDeletionWithoutAConditionWhoseAnswerWasLostIsDone() {
    store.write("a", "one");
    server.cutAfterActing(Requests.of("DELETE").first(1));
    store.deleteFile("a");
    assertThat(store.exists("a")).isFalse();
  }

  @Test
  void aMoveWhoseAnswersWereLostIsDone() {
    store.write("a", "x");
    server.cutAfterActing(Requests.of("POST").first(1));
    server.cutAfterActing(Requests.of("DELETE").first(1));
    store.move("a", "b");
    assertThat(store.list("")).containsExactly("b");
    assertThat(store.readString("b")).isEqualTo("x");
  }
}
