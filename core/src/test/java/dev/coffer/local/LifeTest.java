package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.ContentWriter;
import dev.coffer.FileStore;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process whose lock on the table the system has taken back is taken for alive by others, and
 * keeps what it writes to itself.
 */
class LifeTest {
  private static final String OURS = "of the first process";
  private static final String THEIRS = "of the other process";

  @TempDir Path directory;
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(directory.resolve("root"));
  }

  /** What happens to a process that has the root open, and must not harm it. */
  interface Mishap {
    void befall() throws Exception;
  }

  /** Writes through a store, from before a mishap until another process has written too. */
  private void writeThrough(Mishap mishap) throws Exception {
    try (FileStore store = new LocalFileStore(root);
        StoreProcess other = StoreProcess.start(StoreProcess.process())) {
      store.write("before", OURS);
      mishap.befall();
      other.ok("open", root, "FULL");
      store.write(
          "first",
          (ContentWriter)
              out -> {
                out.write(OURS.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                out.flush();
                writeWithOther(other);
              });
      assertThat(store.readString("first")).isEqualTo(OURS);
      other.ok("close");
      store.write("after", OURS);
      assertThat(PrivateArea.staged(root)).isEmpty();
    }
  }

  private static void writeWithOther(StoreProcess other) {
    try {
      for (int i = 0; i < 40; i++) {
        other.ok("write", "other", THEIRS);
      }
      assertThat(other.ok("read", "other")).isEqualTo(THEIRS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aBackupInTheProcessThatReadsEveryFileDoesNoHarm() throws Exception {
    writeThrough(
        () -> {
          try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
              assertThat(Files.readAllBytes(file)).isNotEmpty();
            }
          }
        });
  }

  @Test
  void anotherClassLoaderThatClosesItsStoreDoesNoHarm() throws Exception {
    writeThrough(
        () -> {
          try (URLClassLoader loader = anotherLoader()) {
            Class<?> type = loader.loadClass(LocalFileStore.class.getName());
            assertThat(type).isNotEqualTo(LocalFileStore.class);
            AutoCloseable store = (AutoCloseable) type.getConstructor(Path.class).newInstance(root);
            type.getMethod("write", String.class, String.class).invoke(store, "loaded", OURS);
            store.close();
          }
          assertThat(locksOfThisProcess()).isPositive();
        });
  }

  private static URLClassLoader anotherLoader() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** How many bytes of the table this process has locked, as Linux tells it; 1 elsewhere. */
  private long locksOfThisProcess() throws IOException {
    Path all = Path.of("/proc/locks");
    if (Files.notExists(all)) {
      return 1;
    }
    String inode = ":" + Files.getAttribute(root.resolve(".coffer/locks"), "unix:ino") + " ";
    String pid = " " + ProcessHandle.current().pid() + " ";
    try (Stream<String> lines = Files.lines(all)) {
      return lines.filter(line -> line.contains(inode) && line.contains(pid)).count();
    }
  }

  @Test
  void aStoreOnTheSameDirectoryBoundElsewhereDoesNoHarmWhenItIsClosed() throws Exception {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    try (MountedDisk bound = MountedDisk.bound(root, elsewhere)) {
      writeThrough(
          () -> {
            try (FileStore store = new LocalFileStore(elsewhere)) {
              store.write("bound", OURS);
            }
            assertThat(locksOfThisProcess()).isPositive();
          });
      assertThat(bound).isNotNull();
    }
  }

  @Test
  void aProcessThatIsStoppedWhileItWritesGoesOnWithItsOwnBytes() throws Exception {
    try (JavaProcess stopped = JavaProcess.of(ProcessesTest.Staging.class, root, "slow").start()) {
      assertThat(stopped.line()).isEqualTo("staged");
      signal("STOP", stopped);
      try (FileStore store = new LocalFileStore(root)) {
        store.write("other", THEIRS);
        assertThat(PrivateArea.staged(root)).hasSize(1);
      }
      signal("CONT", stopped);
      stopped.send("go on");
      stopped.awaitEnd();
    }
    assertThat(root.resolve("slow")).hasContent("first half, second half");
  }

  private static void signal(String name, JavaProcess process) throws Exception {
    List<String> command = List.of("kill", "-" + name, Long.toString(process.pid()));
    int exit;
    try {
      exit = new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      exit = -1;
    }
    assumeTrue(exit == 0, "this system has no command 'kill' that stops a process");
  }
}
