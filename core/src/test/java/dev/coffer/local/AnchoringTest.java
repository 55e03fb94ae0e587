package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FilePath;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a name in a directory counts as brought to the disk, with all names above it. */
class AnchoringTest {
  @TempDir(factory = FastDirectory.class)
  Path root;

  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final Set<String> interrupted = ConcurrentHashMap.newKeySet();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final DirectorySyncs syncs = new DirectorySyncs();
  private volatile String heldUp = "nothing";
  private DirectoryHandles folders;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(root.resolve("a/b/c"));
    folders = openFolders();
  }

  private DirectoryHandles openFolders() throws IOException {
    DirectoryPlace place = new DirectoryPlace(null, FilePath.ROOT, root, null);
    return new DirectoryHandles(WatchedFolder.open(root, this::sync), place, syncs, names);
  }

  @AfterEach
  void close() {
    folders.close();
    syncs.close();
  }

  private final DirectoryHandles.TreeRoot names =
      new DirectoryHandles.TreeRoot() {
        @Override
        public void confirm() {}

        @Override
        public void anchor() {
          events.add("above");
        }
      };

  private void sync(String path) throws IOException {
    if (path.equals(heldUp)) {
      held.countDown();
      await(released);
    }
    events.add(path.isEmpty() ? "root" : path);
    if (failing.remove(path)) {
      throw new IOException("Input/output error");
    }
    if (interrupted.remove(path)) {
      throw new ClosedByInterruptException();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** As a write into a directory does at its end. */
  private void acknowledge(String directory) throws IOException {
    try (DirectoryHandles.Lease lease =
        Objects.requireNonNull(folders.find(FilePath.of(directory)))) {
      lease.sync();
    }
  }

  @Test
  void allNamesAboveAreSyncedFromTheFirstDownwardsAndOnce() throws IOException {
    acknowledge("a/b/c");
    acknowledge("a/b/c");
    assertThat(events).containsExactly("a/b/c", "above", "root", "a", "a/b", "a/b/c");
  }

  @Test
  void whatIsAboveASecondDirectoryIsNotSyncedAgain() throws IOException {
    Files.createDirectory(root.resolve("a/b/d"));
    acknowledge("a/b/c");
    events.clear();
    acknowledge("a/b/d");
    assertThat(events).containsExactly("a/b/d", "a/b");
  }

  @Test
  void aDirectoryMadeAnewIsSyncedAnew() throws IOException {
    acknowledge("a/b/c");
    Files.delete(root.resolve("a/b/c"));
    Files.createDirectory(root.resolve("a/b/c"));
    events.clear();
    acknowledge("a/b/c");
    assertThat(events).containsExactly("a/b/c", "a/b");
  }

  @Test
  void nothingIsAcknowledgedWhileAnotherThreadStillSyncsAbove() throws Exception {
    heldUp = "a";
    Thread first = acknowledging("first");
    first.start();
    held.await();
    Thread second = acknowledging("second");
    second.start();
    while (second.isAlive() && second.getState() != Thread.State.WAITING) {
      LockSupport.parkNanos(100_000);
    }
    released.countDown();
    first.join();
    second.join();
    assertThat(events.indexOf("second is acknowledged")).isGreaterThan(events.indexOf("a"));
    assertThat(events).contains("first is acknowledged");
  }

  private Thread acknowledging(String name) {
    return new Thread(
        () -> {
          try {
            acknowledge("a/b/c");
            events.add(name + " is acknowledged");
          } catch (IOException e) {
            events.add(e.toString());
          }
        });
  }

  @Test
  void afterAFailedSyncAboveNothingBelowIsEverAcknowledged() throws IOException {
    failing.add("a");
    assertThatThrownBy(() -> acknowledge("a/b/c")).hasMessage("Input/output error");
    events.clear();
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> acknowledge("a/b/c"))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("check the disk and open the store again")
          .hasRootCauseMessage("Input/output error");
    }
    assertThat(events).doesNotContain("a");
  }

  @Test
  void aFailedSyncConcernsTheDirectoriesInItAlone() throws IOException {
    Files.createDirectory(root.resolve("a/old"));
    acknowledge("a/old");
    failing.add("a");
    assertThatThrownBy(() -> acknowledge("a")).hasMessage("Input/output error");

    assertThatThrownBy(() -> acknowledge("a/b")).isInstanceOf(FileSystemException.class);
    acknowledge("a/old");
    acknowledge("a");
  }

  @Test
  void aFailedSyncIsRememberedHoweverManyOtherDirectoriesAreUsed() throws IOException {
    failing.add("a");
    assertThatThrownBy(() -> acknowledge("a/b/c")).hasMessage("Input/output error");
    for (int i = 0; i < 170; i++) {
      Files.createDirectory(root.resolve("other" + i));
      acknowledge("other" + i);
    }
    folders.giveWay();
    assertThatThrownBy(() -> acknowledge("a/b/c")).isInstanceOf(FileSystemException.class);
  }

  @Test
  void aFailedSyncIsRememberedWhenItsHandleIsNoLongerKept() throws IOException {
    failing.add("a");
    assertThatThrownBy(() -> acknowledge("a/b/c")).hasMessage("Input/output error");
    folders.forgetBelow(FilePath.of("a"));
    assertThatThrownBy(() -> acknowledge("a/b/c"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("check the disk");
    folders.close();
    folders = openFolders();
    assertThatThrownBy(() -> acknowledge("a/b/c")).isInstanceOf(FileSystemException.class);
  }

  @Test
  void aFailedSyncIsRememberedByWhateverHandleItWasMade() throws IOException {
    failing.add("a");
    try (DirectoryHandle above = WatchedFolder.open(root, this::sync);
        DirectoryHandle folder = above.folder("a")) {
      assertThatThrownBy(() -> syncs.syncAllSoFar(folder, root.resolve("a")))
          .hasMessage("Input/output error");
    }
    assertThatThrownBy(() -> acknowledgeDeletions("a")).isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> acknowledge("a/b/c")).isInstanceOf(FileSystemException.class);
  }

  @Test
  void whenMoreSyncsHaveFailedThanCanBeRememberedEachDirectoryIsInDoubt() throws IOException {
    for (int i = 0; i <= DirectorySyncs.MOST_FAILED; i++) {
      Files.createDirectory(root.resolve("doubtful" + i));
      acknowledge("doubtful" + i);
      failing.add("doubtful" + i);
      String directory = "doubtful" + i;
      assertThatThrownBy(() -> acknowledge(directory)).hasMessage("Input/output error");
    }
    assertThatThrownBy(() -> acknowledge("a/b/c"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("check the disk and open the store again");
  }

  @Test
  void aDirectoryThatTakesThePlaceOfADoubtfulOneIsGood() throws IOException {
    failing.add("a");
    assertThatThrownBy(() -> acknowledge("a/b/c")).hasMessage("Input/output error");
    Files.move(root.resolve("a"), root.resolve("away"));
    Files.createDirectories(root.resolve("a/b/c"));
    acknowledge("a/b/c");
  }

  @Test
  void afterAFailedSyncNoDeletionInTheDirectoryIsEverAcknowledged() throws IOException {
    failing.add("a");
    assertThatThrownBy(() -> acknowledgeDeletions("a")).hasMessage("Input/output error");
    events.clear();
    assertThatThrownBy(() -> acknowledgeDeletions("a"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("check the disk and open the store again");
    assertThat(events).isEmpty();
  }

  @Test
  void deletionsInADirectoryThatIsGoneAreToldByOneAbove() throws IOException {
    try (DirectoryHandles.Lease lease =
        Objects.requireNonNull(folders.find(FilePath.of("a/b/c")))) {
      Trees.delete(root.resolve("a"));
      assertThat(lease.syncDeletions()).isFalse();
    }
  }

  private boolean acknowledgeDeletions(String directory) throws IOException {
    try (DirectoryHandles.Lease lease =
        Objects.requireNonNull(folders.find(FilePath.of(directory)))) {
      return lease.syncDeletions();
    }
  }

  @Test
  void aSyncThatAnInterruptEndedIsDoneAnew() throws IOException {
    interrupted.add("a");
    assertThatThrownBy(() -> acknowledge("a/b/c")).isInstanceOf(ClosedByInterruptException.class);
    events.clear();
    acknowledge("a/b/c");
    assertThat(events).containsExactly("a/b/c", "a", "a/b");
  }

  @Test
  void ofADirectoryThatIsDeletedMeanwhileNothingIsLeftToSync() throws IOException {
    try (DirectoryHandles.Lease lease =
        Objects.requireNonNull(folders.find(FilePath.of("a/b/c")))) {
      Trees.delete(root.resolve("a"));
      lease.sync();
    }
  }
}
