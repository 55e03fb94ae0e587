package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.spi.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who only looks makes nothing; what root makes belongs to the owner of the root. */
class UntouchedTest {
  private static final int OTHER = 65534;

  @TempDir Path directory;

  @Test
  void openingReadingAndListingMakeNothing() throws IOException {
    Path root = directory.resolve("root");
    Files.createDirectories(root.resolve("d"));
    Files.writeString(root.resolve("d/a"), "text");
    try (FileStore store = new LocalFileStore(root)) {
      lookAround(store);
      assertThat(store.readString("d/a")).isEqualTo("text");
      assertThat(store.list("")).containsExactly("d/");
    }
    assertThat(root.toFile().list()).containsExactly("d");
  }

  private static void lookAround(FileStore store) {
    assertThat(store.list("missing")).isEmpty();
    assertThat(store.stat("missing/a")).isEmpty();
    assertThat(store.exists("missing")).isFalse();
    assertThatThrownBy(() -> store.readBytes("missing")).isInstanceOf(NotFoundException.class);
    try (Stream<?> files = store.walk("")) {
      assertThat(files.count()).isLessThan(2);
    }
    store.unwrap(Leftovers.class).orElseThrow().find(left -> assertThat(left).isNull());
  }

  @Test
  void aMissingRootIsEmptyUntilTheFirstWriteMakesIt() {
    Path root = directory.resolve("deep/root");
    try (FileStore store = new LocalFileStore(root);
        FileStore reader = new LocalFileStore(root)) {
      lookAround(store);
      assertThat(store.list("")).isEmpty();
      store.deleteFile("a");
      store.deleteDirectory("d");
      store.clear();
      assertThat(directory.resolve("deep")).doesNotExist();

      store.write("d/a", "text");

      assertThat(root.resolve("d/a")).hasContent("text");
      assertThat(reader.readString("d/a")).isEqualTo("text");
      reader.write("d/a", "newer");
      assertThat(store.readString("d/a")).isEqualTo("newer");
    }
  }

  @Test
  void aFileInThePlaceOfAMissingRootIsAConfigurationError() throws IOException {
    Path root = directory.resolve("root");
    try (FileStore store = new LocalFileStore(root)) {
      Files.writeString(root, "a file");
      assertThatThrownBy(() -> store.list("")).isInstanceOf(ConfigurationException.class);
      assertThatThrownBy(() -> store.write("a", "")).isInstanceOf(ConfigurationException.class);
    }
    assertThat(root).hasContent("a file");
  }

  @Test
  void aReaderFromBeforeTheAreaSeesWhatOthersWriteWithIt() {
    Path root = directory.resolve("root");
    try (FileStore reader = new LocalFileStore(root);
        FileStore writer = new LocalFileStore(root)) {
      for (int i = 0; i < 100; i++) {
        writer.write("d/a", "text " + i);
        assertThat(reader.readString("d/a")).isEqualTo("text " + i);
      }
    }
  }

  @Test
  void whatRootMakesBelongsToTheOwnerOfTheRoot() throws Exception {
    assumeTrue(
        DirectoryOwner.uid(Path.of("/proc/self")) == 0, "only root can make files of another user");
    OtherUser.permit(directory, "rwxr-xr-x");
    Path above = Files.createDirectory(directory.resolve("above"));
    OtherUser.give(above);
    Path root = above.resolve("root");
    for (FileSystemFeatures features :
        List.of(FileSystemFeatures.ALL, new FileSystemFeatures(false, false))) {
      if (Files.exists(root)) {
        Files.setAttribute(root.resolve(".coffer/locks"), "unix:uid", 0); // as it was left before
      }
      try (FileStore store = new LocalFileStore(root, Durability.NONE, features)) {
        store.write("d/a" + features.directoryHandles(), "text");
      }
    }
    try (Stream<Path> all = Files.walk(root)) {
      assertThat(all).allSatisfy(path -> assertThat(DirectoryOwner.uid(path)).isEqualTo(OTHER));
    }
    Path classes = OtherUser.permit(Files.createDirectory(directory.resolve("c")), "rwxr-xr-x");
    try (StoreProcess user = OtherUser.in(classes).store()) {
      user.ok("open", root, "FULL");
      assertThat(user.ok("read", "d/atrue")).isEqualTo("text");
      user.ok("write", "d/b", "text");
    }
  }
}
