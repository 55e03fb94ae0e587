package dev.coffer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PinnedFileTest {
  @TempDir Path folder;

  private TrailFolder opened;

  @BeforeEach
  void open() throws IOException {
    opened = TrailFolder.open(folder);
  }

  @AfterEach
  void close() {
    opened.close();
  }

  private void assertRefused(Path path) {
    String name = path.getFileName().toString();
    assertThatThrownBy(() -> PinnedFile.open(opened, name))
        .isInstanceOf(DamagedTrailException.class);
    assertThatThrownBy(() -> PinnedFile.read(opened, name))
        .isInstanceOf(DamagedTrailException.class);
  }

  @Test
  void aLinkIsNotFollowed() throws Exception {
    Path victim = Files.writeString(folder.resolve("victim"), "mine");
    assertRefused(Files.createSymbolicLink(folder.resolve("link"), victim));
    Path missing = folder.resolve("missing");
    assertRefused(Files.createSymbolicLink(folder.resolve("nowhere"), missing));
    assertThat(victim).hasContent("mine");
    assertThat(missing).doesNotExist();
  }

  @Test
  void aPipeBlocksNoCaller() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo");
    assertRefused(pipe);
  }

  @Test
  void aFileIsOpenedAgainUnlessItWasReplaced() throws Exception {
    PinnedFile file = PinnedFile.open(opened, "file");
    PinnedFile again = file.reopen();
    assertThat(again.identity()).isEqualTo(file.identity());
    again.close();
    Files.move(folder.resolve("file"), folder.resolve("kept"));
    Files.createFile(folder.resolve("file"));
    assertThat(file.isInPlace()).isFalse();
    assertThatThrownBy(file::reopen)
        .isInstanceOf(DamagedTrailException.class)
        .hasMessageContaining("replaced");
    file.close();
  }
}
