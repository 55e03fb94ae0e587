package dev.coffer.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.WriteOptions;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochFileTest {
  private final FileStore store = new InMemoryFileStore();

  /** Another begins between the look and the write. */
  private final class Overtaken extends ForwardingFileStore {
    private final AtomicBoolean overtaken = new AtomicBoolean();

    Overtaken() {
      super(store);
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      if (!overtaken.getAndSet(true)) {
        new EpochFile(store).readOrBegin();
      }
      return super.write(path, content, options);
    }
  }

  @Test
  void whoIsOvertakenWhenALineageBeginsIsOfTheLineageOfTheOther() {
    Epoch overtaken = new EpochFile(new Overtaken()).readOrBegin().epoch();
    assertThat(Epoch.of(store)).contains(overtaken);
  }

  @Test
  void whatIsInTheWayOfTheFileIsSaid(@TempDir Path directory) throws IOException {
    try (FileStore local = new LocalFileStore(directory)) {
      local.write("a", "1");
      Path own = Files.createDirectories(directory.resolve(".coffer/files"));
      Files.writeString(own.resolve("replication"), "a file");
      EpochFile file = new EpochFile(local);
      assertThatThrownBy(file::readOrBegin).isInstanceOf(ConflictException.class);
    }
  }
}
