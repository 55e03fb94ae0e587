package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.Content;
import dev.coffer.WriteOptions;
import dev.coffer.spi.Leftover;
import dev.coffer.spi.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What killed processes left is found and removed, and nothing that is in use. */
class LeftoversTest {
  private static final FileSystemFeatures SEPARATE_RECORDS = new FileSystemFeatures(true, false);
  private static final WriteOptions DESCRIBED = WriteOptions.DEFAULTS.metadata("key", "value");

  @TempDir Path root;

  private static LocalFileStore open(Path root) {
    return new LocalFileStore(root, Durability.NONE, SEPARATE_RECORDS);
  }

  private static Leftovers leftovers(LocalFileStore store) {
    return store.unwrap(Leftovers.class).orElseThrow();
  }

  private static List<Leftover> found(LocalFileStore store) {
    List<Leftover> found = new ArrayList<>();
    leftovers(store).find(found::add);
    return found;
  }

  private static List<Leftover> removed(LocalFileStore store) {
    List<Leftover> removed = new ArrayList<>();
    leftovers(store).remove(removed::add);
    return removed;
  }

  // ---- Staged

  /** Waits in the middle of a write. */
  static final class Stalled {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
      LocalFileStore store = open(Path.of(arguments[0]));
      Content stalled =
          Content.of(
              out -> {
                out.write(new byte[100_000]);
                System.out.println("staged");
                System.in.read();
              });
      store.write("a", stalled, DESCRIBED);
    }
  }

  @Test
  void whatAProcessWasWritingIsALeftoverOnceItIsDead() throws Exception {
    try (LocalFileStore store = open(root);
        JavaProcess process = JavaProcess.of(Stalled.class, root).start()) {
      store.write("b", Content.of("b"), DESCRIBED);
      assertThat(process.line()).isEqualTo("staged");
      assertThat(found(store)).isEmpty();
      assertThat(removed(store)).isEmpty();

      process.kill();
      assertThat(found(store))
          .singleElement()
          .satisfies(
              left -> {
                assertThat(left.what()).isEqualTo("unfinished write");
                assertThat(left.size()).hasValue(100_000);
                assertThat(root.resolve(left.place())).exists();
                assertThat(left.since())
                    .isEqualTo(Files.getLastModifiedTime(root.resolve(left.place())).toInstant());
              });
      assertThat(removed(store)).hasSize(1);
      assertThat(found(store)).isEmpty();
      assertThat(PrivateArea.staged(root)).isEmpty();
      assertThat(store.stat("b").orElseThrow().metadata()).containsEntry("key", "value");
    }
  }

  // ---- Records

  /** Replaces a file that has a record. */
  static final class Replacing {
    public static void main(String[] arguments) {
      LocalFileStore store = open(Path.of(arguments[0]));
      store.write("a", Content.of("old"), DESCRIBED);
      store.write("a", Content.of("new"), DESCRIBED);
    }
  }

  @Test
  void theOldRecordOfAProcessThatWasKilledBeforeItDeletedItIsALeftover() throws Exception {
    needsStrace();
    List<String> killing =
        List.of(
            "strace",
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            "trace=unlinkat",
            "-e",
            "inject=unlinkat:error=EIO:signal=KILL");
    try (JavaProcess process = JavaProcess.of(Replacing.class, root).under(killing).start()) {
      assertThatThrownBy(process::awaitEnd).hasMessageContaining("exit code 137");
    }
    assertThat(root.resolve("a")).hasContent("new");
    assertThat(PrivateArea.records(root)).hasSize(2);

    try (LocalFileStore store = open(root)) {
      List<Leftover> found = found(store);
      assertThat(found)
          .singleElement()
          .satisfies(left -> assertThat(left.what()).isEqualTo("metadata without a file"));
      assertThat(removed(store)).isEqualTo(found);
      assertThat(PrivateArea.records(root)).hasSize(1);
      assertThat(store.stat("a").orElseThrow().metadata()).containsEntry("key", "value");
    }
  }

  private static void needsStrace() throws InterruptedException {
    boolean present;
    try {
      present = new ProcessBuilder("strace", "-o", "/dev/null", "true").start().waitFor() == 0;
    } catch (IOException e) {
      present = false;
    }
    assumeTrue(present, "strace is not installed or may not trace: no process can be killed there");
  }

  @Test
  void theRecordOfAWriteThatIsUnderWayIsNone() throws Exception {
    try (JavaProcess process =
            JavaProcess.of(FileSystemFeaturesTest.Recording.class, root).start();
        LocalFileStore store = open(root)) {
      assertThat(process.line()).isEqualTo("recorded");
      assertThat(PrivateArea.records(root)).hasSize(1);
      assertThat(found(store)).isEmpty();
    }
  }

  @Test
  void aFileThatIsMovedWhileLeftoversAreRemovedKeepsItsRecord() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (LocalFileStore store = open(root)) {
      for (int i = 0; i < 200; i++) {
        store.write("m/" + i, "x");
      }
      store.write("a/f", Content.of("f"), DESCRIBED);
      Thread mover =
          new Thread(
              () -> {
                while (!done.get()) {
                  store.move("a/f", "z/f");
                  store.move("z/f", "a/f");
                }
              });
      mover.start();
      try {
        for (int i = 0; i < 100; i++) {
          assertThat(removed(store)).isEmpty();
        }
      } finally {
        done.set(true);
        mover.join(TimeUnit.MINUTES.toMillis(1));
      }
      assertThat(store.stat("a/f").orElseThrow().metadata()).containsEntry("key", "value");
    }
  }

  @Test
  void whatIsNoRecordIsLeftAlone() throws IOException {
    try (LocalFileStore store = open(root)) {
      store.write("a", Content.of("a"), DESCRIBED);
      Path foreign = Files.writeString(root.resolve(".coffer/metadata/notes.txt"), "");
      Files.createDirectory(root.resolve(".coffer/metadata/1-2-3"));
      assertThat(removed(store)).isEmpty();
      assertThat(foreign).exists();
    }
  }

  @Test
  void aViewAndAClosedStoreHaveNone() {
    LocalFileStore store = open(root);
    Leftovers leftovers = leftovers(store);
    assertThat(store.scoped("d").unwrap(Leftovers.class)).isEmpty();
    store.close();
    assertThatThrownBy(() -> leftovers.find(left -> {})).isInstanceOf(IllegalStateException.class);
  }
}
