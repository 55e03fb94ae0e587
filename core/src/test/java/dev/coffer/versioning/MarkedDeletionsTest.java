package dev.coffer.versioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.DeleteOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deletion is marked after the version that was deleted, and before what is written next. */
class MarkedDeletionsTest {
  private static final int PATHS = 120;

  @TempDir Path directory;

  @Test
  void aFileThatIsWrittenAtOnceAfterADeletionIsLaterInMemory() {
    writeAgainAtOnce(new InMemoryFileStore());
  }

  @Test
  void aFileThatIsWrittenAtOnceAfterADeletionIsLaterOnDisk() {
    try (FileStore local = new LocalFileStore(directory, Durability.NONE)) {
      writeAgainAtOnce(local);
    }
  }

  private static void writeAgainAtOnce(FileStore below) {
    FileStore store = new VersioningFileStore(below);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < PATHS; i++) {
      String path = "p" + i;
      store.write(path, "first");
      delete(store, path, i);
      Instant second = store.write(path, "second").lastModified();
      store.write(path, "third");
      List<String> order = contents(store, path);
      if (!order.equals(List.of("second", "-", "first"))
          || !"second".equals(at(store, path, second))) {
        wrong.add(path + order);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void delete(FileStore store, String path, int way) {
    switch (way % 3) {
      case 0 -> store.deleteFile(path);
      case 1 -> {
        String etag = store.stat(path).orElseThrow().etag();
        store.deleteFile(FilePath.of(path), DeleteOptions.DEFAULTS.ifMatch(etag));
      }
      default -> store.move(path, path + "-moved");
    }
  }

  private static String at(FileStore store, String path, Instant moment) {
    FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
    try (FileStore past = versions.asOf(moment)) {
      return past.exists(path) ? past.readString(path) : "-";
    }
  }

  private static List<String> contents(FileStore store, String path) {
    FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
    return versions.versions(path).stream()
        .map(one -> one.deleteMarker() ? "-" : new String(versions.read(path, one.id()), UTF_8))
        .toList();
  }

  @Test
  void whatOneThreadWritesIsInItsOrderWhileAnotherDeletes() throws InterruptedException {
    try (FileStore local = new LocalFileStore(directory, Durability.NONE)) {
      FileStore store = new VersioningFileStore(local);
      Thread deleter =
          new Thread(
              () -> {
                while (!Thread.currentThread().isInterrupted() && !store.exists("end")) {
                  store.deleteFile("p");
                }
              });
      deleter.start();
      for (int i = 0; i < 150; i++) {
        store.write("p", Integer.toString(i));
      }
      store.write("end", "");
      deleter.join();
      store.deleteFile("p");
      assertInOrder(contents(store, "p"));
    }
  }

  /** Each content once, the newest first, and a deletion only in front of a content. */
  private static void assertInOrder(List<String> newestFirst) {
    List<Integer> written =
        newestFirst.stream().filter(text -> !text.equals("-")).map(Integer::valueOf).toList();
    assertThat(written).hasSize(150).isSortedAccordingTo((a, b) -> b - a);
  }

  @Test
  void aDeletionThatOthersAlwaysOvertakeIsMarkedBeforeTheFileThatStays() {
    FileStore memory = new InMemoryFileStore();
    AtomicInteger overtaken = new AtomicInteger();
    FileStore slow =
        new ForwardingFileStore(memory) {
          @Override
          public void deleteFile(FilePath path, DeleteOptions options) {
            FileInfo unused =
                new VersioningFileStore(memory).write("a", "" + overtaken.incrementAndGet());
            super.deleteFile(path, options);
          }
        };
    FileStore store = new VersioningFileStore(slow);
    store.write("a", "0");
    store.deleteFile("a");
    Instant stayed = store.stat("a").orElseThrow().lastModified();
    store.write("a", "next");
    assertThat(contents(store, "a")).startsWith("8", "-", "7", "6");
    assertThat(at(store, "a", stayed)).isEqualTo("8");
  }
}
