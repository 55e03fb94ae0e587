package dev.coffer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The directory of a trail, which whoever owns the one above may move and link elsewhere. */
final class TrailFolderTest {
  @TempDir Path folder;

  private Path trail;
  private Path victim;

  @BeforeEach
  void makeDirectories() throws IOException {
    trail = Files.createDirectory(folder.resolve("trail"));
    victim = Files.createDirectory(folder.resolve("victim"));
  }

  private void linkToTheVictim() throws IOException {
    Files.move(trail, folder.resolve("away"));
    Files.createSymbolicLink(trail, victim);
  }

  private static FileStore audited(Path directory) throws IOException {
    AuditTrail audit =
        new AuditTrail(directory, 1 << 20, AuditTrail.OnFailure.FAIL, Clock.systemUTC());
    return new ObservedFileStore(new InMemoryFileStore(), ObserveOptions.DEFAULTS.listener(audit));
  }

  @Test
  void aLinkToADirectoryIsRefusedAndNothingIsMadeWhereItLeads() throws IOException {
    linkToTheVictim();
    assertThatThrownBy(() -> audited(trail))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("it is a link: use the directory that it refers to");
    assertThat(victim).isEmptyDirectory();
  }

  @Test
  void aLinkOnTheWayToItIsFollowed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), victim);
    audited(link.resolve("trail")).close();
    assertThat(victim.resolve("trail/head")).exists();
  }

  @Test
  void whatIsNoDirectoryIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> TrailFolder.open(file)).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> TrailFolder.make(file)).isInstanceOf(IOException.class);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "not every system has handles of directories")
  void filesAreMadeAndDeletedInTheDirectoryThatWasOpened() throws IOException {
    try (TrailFolder opened = TrailFolder.open(trail)) {
      Files.createFile(victim.resolve("old"));
      Files.createFile(trail.resolve("old"));
      linkToTheVictim();
      PinnedFile.open(opened, "new").close();
      opened.delete("old");
      assertThat(opened.names()).containsExactly("new");
      assertThat(opened.isInPlace()).isFalse();
    }
    assertThat(victim).isDirectoryContaining("glob:**/old").isDirectoryNotContaining("glob:**/new");
    assertThat(folder.resolve("away/new")).exists();
  }

  @Test
  void anOperationFailsWhenALinkHasTakenThePlaceOfTheTrail() throws IOException {
    try (FileStore store = audited(trail)) {
      store.write("a", "1");
      linkToTheVictim();
      assertThatThrownBy(() -> store.write("a", "2"))
          .isInstanceOf(FileStoreException.class)
          .hasMessageContaining("moved, deleted or replaced while it was open")
          .hasMessageContaining("set the option audit to a new place");
    }
    assertThat(victim).isEmptyDirectory();
  }

  @Test
  void theMemoryOfATrailIsNotKeptWhereALinkLeads() throws IOException {
    Path memory = Files.createSymbolicLink(folder.resolve("memory"), victim);
    AuditWitness.Memory remembered = AuditWitness.in(memory).of("file:" + trail);
    assertThatThrownBy(() -> remembered.note(new AuditHead(AuditLines.name(1), 0, Chain.EMPTY)))
        .hasMessageContaining("it is a link");
    assertThat(victim).isEmptyDirectory();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only there can root give a file away")
  void whatRootMakesForAnotherUserIsThatUsers() throws IOException {
    assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root gives files away");
    Files.setAttribute(victim, "unix:uid", 12345);
    audited(victim.resolve("new/trail")).close();
    for (String made : new String[] {"new", "new/trail", "new/trail/lock", "new/trail/head"}) {
      assertThat(Files.getAttribute(victim.resolve(made), "unix:uid")).as(made).isEqualTo(12345);
    }
  }
}
