package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.versioning.FileVersions;
import dev.coffer.versioning.VersioningFileStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A root whose path leaves too little of what the system takes for the longest paths below it. */
class LongRootTest {
  private static final WriteOptions OPTIONS = WriteOptions.DEFAULTS.metadata("k", "v");
  private static final String LONG = ("d".repeat(200) + "/").repeat(4) + "file";

  @TempDir(factory = FastDirectory.class)
  Path directory;

  private Path root;
  private LocalFileStore store;

  @BeforeEach
  void open() throws IOException {
    root = directory;
    while (root.toString().length() < 3500) {
      root = root.resolve("r".repeat(200));
    }
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      assumeTrue(false, "this system takes no path as long as such a root: " + e);
    }
    store = new LocalFileStore(root, Durability.NONE);
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(root)) {
      assumeTrue(stream instanceof SecureDirectoryStream, "this system has no such handles");
    }
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.clear(); // whoever deletes the directory can name no path as long
      store.close();
    }
  }

  @Test
  void aFileWithoutMetadataIsLikeAnyOther() {
    store.write(LONG, "text");
    assertThat(store.readString(LONG)).isEqualTo("text");
    assertThat(store.copy(LONG, LONG + "2").size()).isEqualTo(4);
    assertThat(store.list("")).hasSize(1);
    store.deleteFile(LONG);
    assertThat(store.exists(LONG)).isFalse();
  }

  @Test
  void metadataThatCouldNotBeReadAgainAreRefused() throws IOException {
    store.write("short", Content.of("text"), OPTIONS);
    assumeTrue(PrivateArea.records(root).isEmpty(), "here files have no extended attributes");
    assertIsRefused(() -> store.write(LONG, Content.of("text"), OPTIONS));
    assertIsRefused(() -> store.copy("short", LONG));
    assertIsRefused(() -> store.move("short", LONG));
    assertThat(store.exists(LONG)).isFalse();
    assertThat(store.list("")).containsExactly("short");
    assertThat(store.stat("short").map(FileInfo::metadata).orElseThrow()).containsEntry("k", "v");
  }

  @Test
  void aLayerThatKeepsVersionsPassesTheReasonOn() throws IOException {
    FileStore versioned = new VersioningFileStore(store);
    versioned.write("short", Content.of("text"), OPTIONS);
    assumeTrue(PrivateArea.records(root).isEmpty(), "here files have no extended attributes");
    assertIsRefused(() -> versioned.write(LONG, Content.of("text"), OPTIONS));
    assertIsRefused(() -> versioned.copy("short", LONG));
    assertThat(versioned.list("")).containsExactly("short");
  }

  @Test
  void aVersionWhoseMetadataCouldNotBeReadIsNotKeptWithoutThem() throws IOException {
    FileStore versioned = new VersioningFileStore(store);
    String path = nearLimit();
    versioned.write(path, Content.of("1"), OPTIONS);
    assumeTrue(PrivateArea.records(root).isEmpty(), "here files have no extended attributes");
    assertIsRefused(() -> versioned.write(path, Content.of("2"), OPTIONS));
    assertThat(versioned.readString(path)).isEqualTo("1");
    versioned.write("short", Content.of("1"), OPTIONS);
    versioned.write("short", Content.of("2"), OPTIONS);
    FileVersions versions = versioned.unwrap(FileVersions.class).orElseThrow();
    String kept = versions.versions("short").get(0).id();
    assertThat(versions.restore("short", kept).metadata()).containsEntry("k", "v");
  }

  /** Returns a path that is just within what the system takes; below the own area it is not. */
  private String nearLimit() {
    int room = 4090 - root.toString().length();
    return "d".repeat(200) + "/" + "e".repeat(200) + "/" + "f".repeat(Math.max(1, room - 404));
  }

  private static void assertIsRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("use a root with a shorter path");
  }
}
