package dev.coffer.versioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other programs have put into a directory goes with it; no file goes without a version. */
class RemainsTest {
  @TempDir Path root;
  @TempDir Path outside;

  private FileStore below;
  private FileStore store;

  @BeforeEach
  void open() throws IOException {
    below = new LocalFileStore(root, Durability.NONE);
    store = new VersioningFileStore(below);
    store.write("d/e/a", "1");
    Files.createDirectories(root.resolve("d/empty/deep"));
    Files.writeString(outside.resolve("target"), "target");
    Files.createSymbolicLink(root.resolve("d/link"), outside.resolve("target"));
    Files.createSymbolicLink(root.resolve("d/e/links"), outside);
  }

  private boolean isThere(String path) {
    return Files.exists(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  @Test
  void aDeletedDirectoryIsGoneWithItsLinksAndEmptyDirectories() {
    store.delete("d");
    assertThat(isThere("d")).isFalse();
    assertThat(outside.resolve("target")).hasContent("target");
    assertThat(store.unwrap(FileVersions.class).orElseThrow().versions("d/e/a")).hasSize(2);
  }

  @Test
  void everythingIsClearedButVersions() {
    store.clear();
    assertThat(root.toFile().list()).containsExactly(".coffer");
    assertThat(store.unwrap(FileVersions.class).orElseThrow().versions("d/e/a")).hasSize(2);
  }

  @Test
  void aDeletedLinkIsGoneAlone() {
    store.deleteFile("d/link");
    assertThat(isThere("d/link")).isFalse();
    store.delete("d/e/links");
    assertThat(isThere("d/e/links")).isFalse();
    assertThat(outside.resolve("target")).hasContent("target");
    store.deleteFile("d/empty");
    assertThat(isThere("d/empty/deep")).isTrue();
    assertThat(store.readString("d/e/a")).isEqualTo("1");
  }

  @Test
  void aFileThatIsWrittenMeanwhileStays() {
    FileStore slow =
        new ForwardingFileStore(below) {
          @Override
          public Stream<Entry> list(FilePath directory, ListOptions options) {
            Stream<Entry> entries = super.list(directory, options);
            return entries.onClose(() -> below.write("d/empty/deep/late", "late"));
          }

          @Override
          public <T> Optional<T> unwrap(Class<T> type) {
            return below.unwrap(type);
          }
        };
    new VersioningFileStore(slow).delete("d");
    assertThat(store.list("d")).containsExactly("d/empty/");
    assertThat(store.readString("d/empty/deep/late")).isEqualTo("late");
    assertThat(isThere("d/link")).isFalse();
  }
}
