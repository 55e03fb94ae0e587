package dev.coffer.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.Content;
import dev.coffer.ContentWriter;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.WriteOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class InMemoryFileStoreTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static FileStore frozen() {
    return new InMemoryFileStore(
        "memory:", new SharedMemory(Long.MAX_VALUE), InstantSource.fixed(NOON));
  }

  @Test
  void eachWriteHasANewEtagThoughTheClockStandsAndTheBytesAreTheSame() {
    FileStore store = frozen();
    Set<String> etags = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      FileInfo written = store.write("a", "same");
      assertThat(written.lastModified()).isEqualTo(NOON);
      etags.add(written.etag());
    }
    etags.add(store.copy("a", "a").etag());
    etags.add(store.copy("a", "b").etag());
    assertThat(etags).hasSize(1002);
  }

  @Test
  void aContentWhoseSourceTimesOutIsNoInterrupt() {
    ContentWriter source =
        out -> {
          throw new SocketTimeoutException("Read timed out");
        };
    assertThatThrownBy(() -> frozen().write("a", source))
        .isInstanceOf(StorageFailureException.class)
        .hasRootCauseInstanceOf(SocketTimeoutException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void anEtagOfBeforeDoesNotMatchThoughTheClockStands() {
    FileStore store = frozen();
    String before = store.write("a", "same").etag();
    store.delete("a");
    store.write("a", "same");
    WriteOptions onlyBefore = WriteOptions.DEFAULTS.ifMatch(before);
    assertThatThrownBy(() -> store.write("a", new byte[0], onlyBefore))
        .isInstanceOf(dev.coffer.ConflictException.class);
  }

  @Test
  void aListingTellsWhatIsThereWhenItComesByNotWhenItBegan() {
    FileStore store = new InMemoryFileStore();
    for (String name : List.of("1", "2", "3", "4")) {
      store.write(name, "old");
    }
    List<String> seen = new ArrayList<>();
    try (Stream<FileInfo> files = store.walk("")) {
      files.forEach(
          file -> {
            seen.add(file.path() + ":" + file.size());
            store.delete("2");
            store.write("3", "newer");
            store.delete("4");
            store.write("5", "");
          });
    }
    assertThat(seen).containsExactly("1:3", "3:5", "5:0");
  }

  @Test
  void whatTheCallerGaveCanBeChangedAfterwards() {
    FileStore store = new InMemoryFileStore();
    byte[] bytes = {1, 2, 3};
    Map<String, byte[]> files = new HashMap<>(Map.of("all", bytes));
    store.write("a", bytes);
    store.write("b", Content.of(out -> out.write(bytes)), WriteOptions.DEFAULTS);
    store.writeAll(files);
    bytes[0] = 9;
    assertThat(store.readBytes("a")).containsExactly(1, 2, 3);
    assertThat(store.readBytes("b")).containsExactly(1, 2, 3);
    assertThat(store.readBytes("all")).containsExactly(1, 2, 3);
  }

  @Test
  void whatTheCallerWasGivenCanBeChanged() throws IOException {
    FileStore store = new InMemoryFileStore();
    store.write("a", new byte[] {1, 2, 3});
    store.readBytes("a")[0] = 9;
    store.readAll(java.util.List.of("a")).forEach(bytes -> bytes[0] = 9);
    try (InputStream in = store.open("a")) {
      in.readAllBytes()[0] = 9;
    }
    assertThat(store.readBytes("a")).containsExactly(1, 2, 3);
  }

  @Test
  void aSourceThatKeepsTheArrayCannotChangeStoredBytes() {
    FileStore store = new InMemoryFileStore();
    byte[] reused = new byte[4];
    store.write(
        "a",
        out -> {
          for (byte i = 0; i < 3; i++) {
            reused[0] = i;
            out.write(reused, 0, 1);
          }
        });
    assertThat(store.readBytes("a")).containsExactly(0, 1, 2);
  }

  @Test
  void theStoreIsFullAtItsLimitAndNotBefore() {
    FileStore store = new InMemoryFileStore(10);
    store.write("a", new byte[6]);
    store.write("b", new byte[4]);
    assertThatThrownBy(() -> store.write("c", new byte[1]))
        .isInstanceOf(StorageFullException.class)
        .hasMessageContaining("max-size is 10 bytes");
    store.write("empty", new byte[0]);
    assertThat(store.list("")).containsExactly("a", "b", "empty");
  }

  @Test
  void whatIsReplacedDeletedOrMovedCountsOnce() {
    FileStore store = new InMemoryFileStore(10);
    store.write("a", new byte[10]);
    store.write("a", new byte[10]);
    store.move("a", "d/b");
    store.write("d/b", new byte[4]);
    store.write("c", new byte[6]);
    store.move("c", "d/b");
    store.copy("d/b", "d/b");
    store.write("d/e", new byte[4]);
    store.deleteDirectory("d");
    store.write("a", new byte[10]);
    assertThatThrownBy(() -> store.copy("a", "b")).isInstanceOf(StorageFullException.class);
  }

  @Test
  void aWriteThatDoesNotFitLeavesTheOldFile() {
    FileStore store = new InMemoryFileStore(10);
    store.write("a", new byte[] {1});
    assertThatThrownBy(() -> store.write("a", new byte[11]))
        .isInstanceOf(StorageFullException.class);
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 1;
          }
        };
    assertThatThrownBy(() -> store.write("a", endless)).isInstanceOf(StorageFullException.class);
    assertThat(store.readBytes("a")).containsExactly(1);
    store.write("b", new ByteArrayInputStream(new byte[9]));
  }

  @Test
  void aConflictCountsNothing() {
    FileStore store = new InMemoryFileStore(10);
    store.write("a", new byte[5]);
    assertThatThrownBy(() -> store.write("a/b", new byte[5]))
        .isInstanceOf(dev.coffer.ConflictException.class);
    assertThatThrownBy(() -> store.write("a", new byte[5], WriteOptions.DEFAULTS.ifAbsent()))
        .isInstanceOf(dev.coffer.ConflictException.class);
    store.write("b", new byte[5]);
  }

  @Test
  void handlesOfOneNameShareFilesAndCloseAlone() {
    FileStore one = InMemoryFileStore.shared("InMemoryFileStoreTest", 100);
    FileStore other = InMemoryFileStore.shared("InMemoryFileStoreTest", 100);
    one.write("a", "1");
    one.close();
    assertThat(other.readString("a")).isEqualTo("1");
    assertThatThrownBy(() -> one.exists("a")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> InMemoryFileStore.shared("InMemoryFileStoreTest", 101))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void storesWithoutANameShareNothing() {
    new InMemoryFileStore().write("a", "1");
    assertThat(new InMemoryFileStore().list("")).isEmpty();
  }
}
