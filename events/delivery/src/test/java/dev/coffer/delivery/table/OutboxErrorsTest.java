package dev.coffer.delivery.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.local.JavaProcess;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxErrorsTest {
  @Test
  void aFileThatMayNotBeOpenedIsReportedWithAdvice() {
    assertThat(OutboxErrors.hint(new AccessDeniedException("/state/outbox.db.lock")))
        .isEqualTo(
            "no permission for /state/outbox.db.lock: let this user read and write it and its"
                + " directory");
    assertThat(OutboxErrors.hint(new NoSuchFileException("/x")))
        .isEqualTo("NoSuchFileException: /x");
    assertThat(OutboxErrors.hint(new FileSystemException("/x", null, "Read-only file system")))
        .isEqualTo("/x: Read-only file system");
  }

  @Test
  void whatMayPassIsReportedWhileOpeningAsInAChange() {
    int busy = 5;
    int extendedFailure = 10 | 24 << 8;
    int full = 13;
    int noDatabase = 26;
    assertThat(unopened(busy)).isExactlyInstanceOf(StorageFailureException.class);
    assertThat(unopened(extendedFailure)).isExactlyInstanceOf(StorageFailureException.class);
    assertThat(unopened(full)).isExactlyInstanceOf(StorageFullException.class);
    assertThat(unopened(noDatabase)).isExactlyInstanceOf(ConfigurationException.class);
  }

  private static FileStoreException unopened(int code) {
    return SqliteTables.unopened(Path.of("outbox.db"), new SQLException("of SQLite", "", code));
  }

  /** Opens an outbox, and prints why it cannot. */
  static final class Opening {
    private Opening() {}

    public static void main(String[] words) throws Exception {
      try (SqliteTables tables = SqliteTables.open(Path.of(words[0]))) {
        System.out.println("opened " + tables);
      } catch (ConfigurationException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void aLibraryThatCannotBeUnpackedIsReportedWithItsPlace(@TempDir Path directory)
      throws InterruptedException {
    Path missing = directory.resolve("missing");
    try (JavaProcess process =
        JavaProcess.of(Opening.class, directory.resolve("outbox.db"))
            .option("-Djava.io.tmpdir=" + missing)
            .start()) {
      assertThat(process.line())
          .contains("make room in the directory for temporary files, " + missing);
    }
  }
}
