package dev.coffer.delivery.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

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
}
