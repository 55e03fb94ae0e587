package dev.coffer.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {
  @TempDir private Path folder;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such permissions")
  void allThatAreMissingAreCreatedForTheirOwnerAlone() throws IOException {
    Path inner = folder.resolve("outer").resolve("inner");
    PrivateDirectory.createAll(inner);
    PrivateDirectory.createAll(inner);
    for (Path made : new Path[] {inner, inner.getParent()}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void whatHasTheNameAlreadyIsSaidToBeThere() throws IOException {
    Path name = folder.resolve("name");
    assertThat(PrivateDirectory.create(name)).isTrue();
    assertThat(PrivateDirectory.create(name)).isFalse();
  }

  @Test
  void aFileInTheWayIsAnError() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> PrivateDirectory.createAll(file))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("");
  }
}
