package dev.coffer.versioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Actor;
import dev.coffer.Capability;
import dev.coffer.ConfigurationException;
import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.DeleteOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.NotFoundException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.PresignedUrls;
import dev.coffer.StorageFullException;
import dev.coffer.WriteOptions;
import dev.coffer.config.FileStores;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEvents;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VersioningFileStoreTest {
  @TempDir Path root;

  /** The stores below. */
  enum Below {
    MEMORY,
    DIRECTORY
  }

  private FileStore below(Below kind) {
    return kind == Below.MEMORY
        ? new InMemoryFileStore()
        : new LocalFileStore(root, Durability.NONE);
  }

  private FileStore versioned(Below kind) {
    return new VersioningFileStore(below(kind));
  }

  private static FileVersions versions(FileStore store) {
    return store.unwrap(FileVersions.class).orElseThrow();
  }

  /** The contents of a path's versions, the newest first; a deletion is a dash. */
  private static List<String> contents(FileStore store, String path) {
    FileVersions versions = versions(store);
    return versions.versions(path).stream()
        .map(one -> one.deleteMarker() ? "-" : text(versions, path, one))
        .toList();
  }

  private static String text(FileVersions versions, String path, FileVersion version) {
    byte[] bytes = versions.read(path, version.id());
    assertThat(version.size()).isEqualTo(bytes.length);
    return new String(bytes, UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void eachContentThatIsReplacedIsAVersion(Below kind) {
    FileStore store = versioned(kind);
    for (int i = 0; i < 20; i++) {
      store.write("d/a", "" + i);
    }
    assertThat(contents(store, "d/a"))
        .containsExactly(
            "18", "17", "16", "15", "14", "13", "12", "11", "10", "9", "8", "7", "6", "5", "4", "3",
            "2", "1", "0");
    assertThat(store.readString("d/a")).isEqualTo("19");
    assertThat(store.list("")).containsExactly("d/");
  }

  @ParameterizedTest
  @EnumSource
  void aRewriteOfTheSameBytesIsAVersion(Below kind) {
    FileStore store = versioned(kind);
    store.write("a", "same");
    store.write("a", "same");
    store.write("a", "same");
    assertThat(contents(store, "a")).containsExactly("same", "same");
  }

  @ParameterizedTest
  @EnumSource
  void aDeletionIsMarkedWithItsActorAndTheFileCanBeRestored(Below kind) {
    FileStore store = versioned(kind);
    store.write("a", "one".getBytes(UTF_8), WriteOptions.DEFAULTS.contentType("x/y"));
    Actor.as("ada", () -> store.delete("a"));
    store.write("a", "two");
    store.deleteFile("a");
    store.deleteFile("a");
    assertThat(contents(store, "a")).containsExactly("-", "two", "-", "one");
    List<FileVersion> found = versions(store).versions("a");
    assertThat(versions(store).deletedBy("a", found.get(2).id())).contains("ada");
    assertThat(versions(store).deletedBy("a", found.get(0).id())).isEmpty();
    FileInfo restored = versions(store).restore("a", found.get(3).id());
    assertThat(restored.path()).isEqualTo(FilePath.of("a"));
    assertThat(store.readString("a")).isEqualTo("one");
    assertThat(store.stat("a").orElseThrow().contentType()).contains("x/y");
    assertThat(contents(store, "a")).containsExactly("-", "two", "-", "one");
  }

  @ParameterizedTest
  @EnumSource
  void aDeletedDirectoryLeavesOneMarkAFile(Below kind) {
    FileStore store = versioned(kind);
    for (String path : List.of("d/a", "d/e/b", "d2")) {
      store.write(path, path);
    }
    store.delete("d");
    assertThat(store.list("")).containsExactly("d2");
    assertThat(contents(store, "d/a")).containsExactly("-", "d/a");
    assertThat(contents(store, "d/e/b")).containsExactly("-", "d/e/b");
    assertThat(contents(store, "d2")).isEmpty();
    store.clear();
    assertThat(contents(store, "d2")).containsExactly("-", "d2");
  }

  @ParameterizedTest
  @EnumSource
  void copiesAndMovesKeepWhatTheyReplaceAndLeaveHistoryAtBothPaths(Below kind) {
    FileStore store = versioned(kind);
    store.write("a", "a1");
    store.write("a", "a2");
    store.write("b", "b1");
    store.copy("a", "b");
    assertThat(contents(store, "b")).containsExactly("b1");
    store.write("c", "c1");
    store.move("a", "c");
    assertThat(store.readString("c")).isEqualTo("a2");
    assertThat(contents(store, "c")).containsExactly("c1");
    assertThat(contents(store, "a")).containsExactly("-", "a2", "a1");
    assertThat(store.exists("a")).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void conditionalChangesKeepWhatTheyReplaceAndConflictAsWithoutTheLayer(Below kind) {
    FileStore store = versioned(kind);
    String first = store.write("a", "1").etag();
    String second = store.write("a", new byte[] {'2'}, WriteOptions.DEFAULTS.ifMatch(first)).etag();
    assertThatThrownBy(
            () -> store.write("a", new byte[] {'3'}, WriteOptions.DEFAULTS.ifMatch(first)))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> store.deleteFile("a", DeleteOptions.DEFAULTS.ifMatch(first)))
        .isInstanceOf(ConflictException.class);
    assertThat(contents(store, "a")).containsExactly("1");
    store.deleteFile("a", DeleteOptions.DEFAULTS.ifMatch(second));
    assertThat(contents(store, "a")).containsExactly("-", "2", "1");
  }

  @ParameterizedTest
  @EnumSource
  void aStreamOfAnyLengthReplacesAFile(Below kind) throws IOException {
    FileStore store = versioned(kind);
    byte[] large = new byte[3 << 20];
    large[large.length - 1] = 7;
    store.write("a", "small");
    store.write("a", new ByteArrayInputStream(large));
    store.write("a", new ByteArrayInputStream("end".getBytes(UTF_8)));
    FileVersion before = versions(store).versions("a").get(0);
    assertThat(versions(store).read("a", before.id())).isEqualTo(large);
    try (InputStream in = versions(store).open("a", before.id(), large.length - 2, 5)) {
      assertThat(in.readAllBytes()).containsExactly(0, 7);
    }
    assertThat(store.readString("a")).isEqualTo("end");
  }

  @ParameterizedTest
  @EnumSource
  void aVersionThatIsStillTheCurrentFileIsHidden(Below kind) {
    FileStore below = below(kind);
    FileStore store = new VersioningFileStore(below);
    store.write("a", "1");
    new KeptVersions(below, InstantSource.system()).keep("write", below.stat("a").orElseThrow());
    assertThat(contents(store, "a")).isEmpty();
    store.write("a", "2");
    assertThat(contents(store, "a")).containsExactly("1");
  }

  @ParameterizedTest
  @EnumSource
  void aViewHasTheHistoryOfItsOwnFiles(Below kind) {
    FileStore store = versioned(kind);
    FileStore view = store.scoped("users/ada");
    view.write("x", "1");
    view.write("x", "2");
    store.write("users/ada/x", "3");
    assertThat(contents(view, "x")).containsExactly("2", "1");
    assertThat(contents(store, "users/ada/x")).containsExactly("2", "1");
    assertThat(contents(store, "x")).isEmpty();
    FileVersions ofView = versions(view);
    ofView.restore("x", ofView.versions("x").get(1).id());
    assertThat(store.readString("users/ada/x")).isEqualTo("1");
    assertThat(ofView.asOf(Instant.MAX).list("")).containsExactly("x");
  }

  @ParameterizedTest
  @EnumSource
  void whatWasWrittenPastTheLayerIsKeptToo(Below kind) {
    FileStore below = below(kind);
    FileStore store = new VersioningFileStore(below);
    store.write("a", "1");
    below.write("a", "2");
    store.write("a", "3");
    assertThat(contents(store, "a")).containsExactly("2");
  }

  @ParameterizedTest
  @EnumSource
  void theLongestPathHasAHistory(Below kind) {
    FileStore store = versioned(kind);
    String path = ("x".repeat(200) + "/").repeat(5) + "y".repeat(19);
    store.write(path, "1");
    store.write(path, "2");
    store.delete(path);
    assertThat(contents(store, path)).containsExactly("-", "2", "1");
  }

  @Test
  void anUnknownVersionIsNotFound() {
    FileStore store = versioned(Below.MEMORY);
    store.write("a", "1");
    store.delete("a");
    FileVersions versions = versions(store);
    String deletion = versions.versions("a").get(0).id();
    for (String id : List.of("", "..", "x", "20261130T210816.123456789Z-01a", deletion)) {
      assertThatThrownBy(() -> versions.read("a", id)).isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> versions.restore("a", id)).isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void aWriteForWhichThereIsNoRoomChangesNothing() {
    FileStore store = new VersioningFileStore(new InMemoryFileStore(10));
    store.write("a", "12345678");
    assertThatThrownBy(() -> store.write("a", "x"))
        .isInstanceOf(StorageFullException.class)
        .hasMessageStartingWith("write a on");
    assertThatThrownBy(() -> store.delete("a"))
        .isInstanceOf(StorageFullException.class)
        .hasMessageStartingWith("delete a on");
    assertThat(store.readString("a")).isEqualTo("12345678");
  }

  @Test
  void aStoreIsNotOpenedAmongTheVersionsOfAnother() throws IOException {
    FileStore store = versioned(Below.DIRECTORY);
    store.write("a", "1");
    store.write("a", "2");
    Files.createSymbolicLink(root.resolve("link"), root.resolve(".coffer/files"));
    for (String place : List.of(".coffer/files", ".coffer/files/versions/a!", "link/versions")) {
      Path within = root.resolve(place);
      assertThatThrownBy(() -> new LocalFileStore(within))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("file:" + root + "'");
    }
    assertThat(contents(store, "a")).containsExactly("1");
  }

  /** Memory that notes what it is asked. */
  private static final class Noting extends ForwardingFileStore {
    private final List<String> calls = new ArrayList<>();

    Noting(FileStore below) {
      super(below);
    }

    @Override
    public Optional<FileInfo> stat(FilePath path) {
      calls.add("look");
      return super.stat(path);
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      calls.add("write");
      return super.write(path, content, options);
    }
  }

  @Test
  void aLargeContentIsSentOnceToAPathThatHasAFile() {
    FileStore memory = new InMemoryFileStore();
    memory.write("large", "1");
    memory.write("small", "1");
    Noting noting = new Noting(memory);
    FileStore store = new VersioningFileStore(noting);
    store.write("large", new byte[(1 << 20) + 1]);
    assertThat(noting.calls).containsExactly("look", "write");
    noting.calls.clear();
    store.write("small", new byte[1 << 20]);
    assertThat(noting.calls).containsExactly("write", "look", "write");
    noting.calls.clear();
    store.write("new", new byte[1 << 20]);
    assertThat(noting.calls).containsExactly("write");
    noting.calls.clear();
    store.copy("large", "small");
    assertThat(noting.calls).containsExactly("look", "write");
  }

  @Test
  void anEarlierVersionOnDiskIsTheFileItselfUnderAnotherName() throws IOException {
    FileStore store = versioned(Below.DIRECTORY);
    store.write("a", "1");
    Object inode = Files.getAttribute(root.resolve("a"), "unix:ino");
    store.write("a", "2");
    Path kept =
        root.resolve(".coffer/files/versions/a!")
            .resolve(
                VersionName.of(
                    VersionId.parse(versions(store).versions("a").get(0).id()).orElseThrow()));
    assertThat(Files.getAttribute(kept, "unix:ino")).isEqualTo(inode);
    assertThat(Files.getAttribute(kept, "unix:nlink")).isEqualTo(1);
    assertThat(Files.readString(kept)).isEqualTo("1");
  }

  @Test
  void eventsAnnounceARestoreAsAWriteAndNoVersion() throws InterruptedException {
    BlockingQueue<FileEvent> events = new LinkedBlockingQueue<>();
    try (FileStore store =
        new AnnouncingFileStore(versioned(Below.MEMORY), new InMemoryEventLog())) {
      FileEvents.Subscription unused =
          store.unwrap(FileEvents.class).orElseThrow().subscribe("**", events::add);
      store.write("a", "1");
      store.write("a", "2");
      versions(store).restore("a", versions(store).versions("a").get(0).id());
      store.delete("a");
      for (int i = 0; i < 3; i++) {
        assertAnnounced(events, FileEvent.Type.WRITTEN);
      }
      assertAnnounced(events, FileEvent.Type.DELETED);
    }
  }

  private static void assertAnnounced(BlockingQueue<FileEvent> events, FileEvent.Type type)
      throws InterruptedException {
    FileEvent event = events.poll(60, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    assertThat(event.path()).isEqualTo(FilePath.of("a"));
    assertThat(event.type()).isEqualTo(type);
  }

  @Test
  void nothingThatGoesAroundTheLayerIsPassedOn() {
    FileStore store = versioned(Below.MEMORY);
    assertThat(store.unwrap(InMemoryFileStore.class)).isEmpty();
    assertThat(store.unwrap(PresignedUrls.class)).isEmpty();
    assertThat(store.readOnly().unwrap(FileVersions.class)).isEmpty();
    assertThat(store.capabilities().has(Capability.ATOMIC_MOVE)).isFalse();
  }

  @Test
  void theOptionVersioningSwitchesTheLayerOn() {
    FileStore store = FileStores.open("memory:?versioning=on&versioning.keep=1");
    store.write("a", "1");
    store.write("a", "2");
    store.write("a", "3");
    assertThat(versions(store).prune(false).pruned()).hasSize(1);
    assertThat(contents(store, "a")).containsExactly("2");
    assertThatThrownBy(() -> FileStores.open("memory:?versioning.keep=1"))
        .hasMessageContaining("no effect without versioning");
    assertThatThrownBy(() -> FileStores.open("memory:?versioning=on&versioning.thin=1h/x"))
        .hasMessageContaining("1h/x");
  }

  @Test
  void aStoreOfThePastIsForReading() {
    FileStore store = versioned(Below.MEMORY);
    store.write("a", "1");
    FileStore past = versions(store).asOf(Instant.MAX);
    assertThatThrownBy(() -> past.write("a", "x")).isInstanceOf(PermissionDeniedException.class);
    assertThatThrownBy(() -> past.delete("a")).isInstanceOf(PermissionDeniedException.class);
    past.close();
    assertThat(store.readString("a")).isEqualTo("1");
  }
}
