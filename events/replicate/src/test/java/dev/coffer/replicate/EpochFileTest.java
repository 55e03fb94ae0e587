package dev.coffer.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.CorruptFileException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void aFileWhoseStreamBreaksFailsWithItsPath() throws IOException {
    new EpochFile(store).readOrBegin();
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    FileStore broken =
        new ForwardingFileStore(store) {
          @Override
          public OpenedFile read(FilePath path, ReadOptions options) {
            return new OpenedFile(super.read(path, options).info(), closed);
          }
        };
    assertThatThrownBy(() -> Epoch.of(broken))
        .isInstanceOf(StorageFailureException.class)
        .hasMessageContaining("replication")
        .hasRootCauseMessage("Stream closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "9223372036854775806", "0", "-5", "x", ""})
  void aNumberThatNoEpochHasIsDamage(String number) {
    new EpochFile(store).readOrBegin();
    String text = "epoch=" + number + "\nrole=primary\nlineage=l\n";
    store.write(EpochFile.PLACE, Content.of(text), WriteOptions.DEFAULTS);
    assertThatThrownBy(() -> Epoch.of(store)).isInstanceOf(CorruptFileException.class);
  }

  @Test
  void aFileOfAnEarlierVersionIsRead() {
    String text = "# Coffer\nepoch=3\nrole=retired\nlineage=l\n";
    store.write(EpochFile.PLACE, Content.of(text), WriteOptions.DEFAULTS);
    assertThat(Epoch.of(store)).contains(new Epoch(3, EpochRole.RETIRED, "l"));
  }

  @Test
  void whatIsWrittenIsWhatIsRead() {
    Standing begun = new EpochFile(store).readOrBegin().standing();
    Standing candidate = begun.candidateCalled("a\\b\nrole=retired \u00e9");
    assertThat(Standing.parse(candidate.text())).isEqualTo(candidate);
    Standing decides = new Standing(begun.epoch(), candidate.candidate(), "");
    assertThat(Standing.parse(decides.text())).isEqualTo(decides);
    assertThat(decides.nameOfDecider()).contains("a?b?role=retired??");
  }
}
