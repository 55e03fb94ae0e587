package dev.coffer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FileStore;
import dev.coffer.StorageFailureException;
import dev.coffer.local.JavaProcess;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trail on a disk that fails a sync, once. */
final class DoubtfulTrailTest {
  @TempDir Path folder;

  @Test
  void afterALineThatMayNotBeOnTheDiskNothingIsAcknowledgedUntilTheTrailIsOpenedAgain()
      throws Exception {
    assumeTrue(traces(), "strace is not installed or may not trace: no sync can fail there");
    Path trail = folder.resolve("trail");
    // The first two are those of the directory and the head, the third that of the first line.
    List<String> failing =
        List.of("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e");
    List<String> fourth = List.of("inject=fsync:error=EIO:when=4");
    try (JavaProcess process =
        JavaProcess.of(Auditing.class, trail).under(failing).under(fourth).start()) {
      assertThat(process.line()).isEqualTo("ok");
      for (int i = 0; i < 3; i++) {
        assertThat(process.line())
            .contains("the audit trail cannot be written: a sync of the trail")
            .contains("open the store again");
      }
      assertThat(process.line()).as("the other handle").contains("open the store again");
      assertThat(process.line()).as("opened again").isEqualTo("ok");
    }
    assertThat(AuditCheck.of(trail).problems()).isEmpty();
  }

  @Test
  void aTrailInALocalStoreIsInDoubtToo() throws Exception {
    assumeTrue(traces(), "strace is not installed or may not trace: no sync can fail there");
    Path root = Files.createDirectory(folder.toRealPath().resolve("kept"));
    AuditingInStore.audited(root).close(); // makes the head
    List<String> failing =
        List.of("strace", "-f", "-qq", "-o", "/dev/null", "-P", root.resolve("trail").toString());
    List<String> first = List.of("-e", "inject=fsync:error=EIO:when=1");
    try (JavaProcess process =
        JavaProcess.of(AuditingInStore.class, root).under(failing).under(first).start()) {
      for (int i = 0; i < 3; i++) {
        assertThat(process.line())
            .contains("the audit trail cannot be written: a write of the trail has failed after")
            .contains("open the store again");
      }
      process.awaitEnd();
    }
    try (FileStore again = AuditingInStore.audited(root)) {
      assertThat(Auditing.outcome(again)).isEqualTo("ok");
    }
  }

  /** Operates three times. */
  static final class AuditingInStore {
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
      Path root = Path.of(args[0]);
      try (FileStore store = audited(root)) {
        for (int i = 0; i < 3; i++) {
          System.out.println(Auditing.outcome(store));
        }
      }
    }

    private static FileStore audited(Path root) throws IOException {
      FileStore kept = new LocalFileStore(root).scoped("trail");
      AuditTrail audit = new AuditTrail(kept, AuditTrail.OnFailure.FAIL, Clock.systemUTC());
      return new ObservedFileStore(
          new InMemoryFileStore(), ObserveOptions.DEFAULTS.listener(audit));
    }
  }

  private static boolean traces() throws InterruptedException {
    try {
      return new ProcessBuilder("strace", "-o", "/dev/null", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Operates four times, once by another handle, and once when the trail is opened again. */
  static final class Auditing {
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
      Path trail = Path.of(args[0]);
      try (FileStore store = audited(trail);
          FileStore other = audited(trail)) {
        for (int i = 0; i < 4; i++) {
          System.out.println(outcome(store));
        }
        System.out.println(outcome(other));
      }
      try (FileStore again = audited(trail)) {
        System.out.println(outcome(again));
      }
    }

    private static FileStore audited(Path trail) throws IOException {
      AuditTrail audit =
          new AuditTrail(trail, 1 << 20, AuditTrail.OnFailure.FAIL, Clock.systemUTC());
      return new ObservedFileStore(
          new InMemoryFileStore(), ObserveOptions.DEFAULTS.listener(audit));
    }

    private static String outcome(FileStore store) {
      try {
        store.exists("a");
        return "ok";
      } catch (StorageFailureException e) {
        return String.valueOf(e.getMessage());
      }
    }
  }
}
