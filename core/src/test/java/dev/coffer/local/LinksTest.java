package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.DeleteOptions;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.OmittedName;
import dev.coffer.OmittedName.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that lie in a root, and links that take the place of what was there. */
class LinksTest {
  private static final List<String> FILE_LINKS = List.of("toInside", "toOutside", "toNothing");
  private static final List<String> FOLDER_LINKS = List.of("toInsideDir", "toOutsideDir", "toRoot");

  private final Path root;
  private final Path outside;

  LinksTest(@TempDir Path directory) throws IOException {
    root = Files.createDirectory(directory.resolve("root"));
    outside = directory.resolve("outside");
    Files.createDirectories(outside.resolve("deep"));
    Files.writeString(outside.resolve("secret"), "secret");
    Files.writeString(outside.resolve("deep/secret"), "secret");
    Files.createDirectories(root.resolve("dir"));
    Files.writeString(root.resolve("dir/file"), "text");
    link("toInside", root.resolve("dir/file"));
    link("toOutside", outside.resolve("secret"));
    link("toNothing", outside.resolve("nothing"));
    link("toInsideDir", Path.of("dir"));
    link("toOutsideDir", outside);
    link("toRoot", Path.of("."));
  }

  private void link(String name, Path target) throws IOException {
    Files.createSymbolicLink(root.resolve(name), target);
  }

  private LocalFileStore open(boolean handles) {
    return new LocalFileStore(root, Durability.NONE, new FileSystemFeatures(handles, true));
  }

  private static Stream<String> all() {
    return Stream.concat(FILE_LINKS.stream(), FOLDER_LINKS.stream());
  }

  private void assertTargetsAreIntact() {
    assertThat(outside.resolve("secret")).hasContent("secret");
    assertThat(outside.resolve("deep/secret")).hasContent("secret");
    assertThat(outside.resolve("nothing")).doesNotExist();
    assertThat(outside.toFile().list()).containsExactlyInAnyOrder("secret", "deep");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aListingOfNamesLooksAtNone(boolean handles) {
    try (LocalFileStore store = open(handles);
        Stream<Entry> names = store.entries("", ListOptions.DEFAULTS.namesOnly())) {
      List<String> listed = names.map(entry -> entry.path().toString()).toList();
      List<String> expected = Stream.concat(all(), Stream.of("dir")).sorted().toList();
      assertThat(listed).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLinkIsAbsent(boolean handles) {
    try (LocalFileStore store = open(handles)) {
      all().forEach(link -> assertIsAbsent(store, link));
      FOLDER_LINKS.forEach(link -> assertIsAbsent(store, link + "/file"));
      assertIsAbsent(store, "toOutsideDir/secret");
      assertIsAbsent(store, "toOutsideDir/deep/secret");
      assertIsAbsent(store, "toRoot/toOutsideDir/secret");
      assertThat(store.list("")).containsExactly("dir/");
      assertThat(walk(store, "")).containsExactly("dir/file");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLinkIsNoVersionThatCouldBeDeleted(boolean handles) {
    try (LocalFileStore store = open(handles)) {
      DeleteOptions seen =
          DeleteOptions.DEFAULTS.ifMatch(store.stat("dir/file").orElseThrow().etag());
      for (String path :
          List.of("toInside", "toOutside", "toNothing", "toInsideDir/file", "toRoot")) {
        assertThatThrownBy(() -> store.deleteFile(path, seen))
            .isInstanceOf(ConflictException.class);
      }
      assertThat(all()).allMatch(link -> Files.isSymbolicLink(root.resolve(link)));
      assertThat(store.readString("dir/file")).isEqualTo("text");
      assertTargetsAreIntact();
    }
  }

  private static void assertIsAbsent(LocalFileStore store, String path) {
    assertThatThrownBy(() -> store.readBytes(path)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> store.copy(path, "copy")).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> store.move(path, "moved")).isInstanceOf(NotFoundException.class);
    assertThat(store.stat(path)).isEmpty();
    assertThat(store.exists(path)).isFalse();
    assertThat(store.list(path)).isEmpty();
    assertThat(walk(store, path)).isEmpty();
  }

  private static List<String> walk(LocalFileStore store, String directory) {
    try (Stream<FileInfo> files = store.walk(directory)) {
      return files.map(file -> file.path().toString()).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void deletingALinkRemovesTheLinkAlone(boolean handles) {
    try (LocalFileStore store = open(handles)) {
      store.deleteFile("toInside");
      store.delete("toOutside");
      store.deleteDirectory("toNothing");
      store.deleteFile("toInsideDir");
      store.delete("toOutsideDir");
      store.deleteDirectory("toRoot");

      assertThat(root.toFile().list()).containsExactlyInAnyOrder("dir", ".coffer");
      assertThat(store.readString("dir/file")).isEqualTo("text");
      assertTargetsAreIntact();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void deletingBelowALinkDoesNothing(boolean handles) {
    try (LocalFileStore store = open(handles)) {
      store.delete("toOutsideDir/secret");
      store.deleteFile("toOutsideDir/secret");
      store.deleteDirectory("toOutsideDir/deep");
      store.deleteAll(List.of("toInsideDir/file", "toRoot/dir/file"));

      all().forEach(link -> assertThat(root.resolve(link)).isSymbolicLink());
      assertThat(store.readString("dir/file")).isEqualTo("text");
      assertTargetsAreIntact();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void deletingATreeDeletesItsLinksAndLeavesTheirTargets(boolean handles) throws IOException {
    try (LocalFileStore store = open(handles)) {
      store.write("tree/a/file", "text");
      link("tree/a/link", outside);
      link("tree/link", outside.resolve("secret"));
      link("tree/up", Path.of(".."));

      store.deleteDirectory("tree");

      assertThat(root.resolve("tree")).doesNotExist();
      assertTargetsAreIntact();
      assertThat(store.readString("dir/file")).isEqualTo("text");

      store.clear();

      assertThat(root.toFile().list()).containsExactly(".coffer");
      assertTargetsAreIntact();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWriteToALinkReplacesTheLink(boolean handles) {
    try (LocalFileStore store = open(handles)) {
      all()
          .forEach(
              link -> {
                store.write(link, "of " + link);
                assertThat(store.readString(link)).isEqualTo("of " + link);
                assertThat(Files.isSymbolicLink(root.resolve(link))).isFalse();
              });

      assertThat(store.readString("dir/file")).isEqualTo("text");
      assertTargetsAreIntact();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void copiesAndMovesToALinkReplaceTheLink(boolean handles) {
    try (LocalFileStore store = open(handles)) {
      store.copy("dir/file", "toOutside");
      store.move("dir/file", "toOutsideDir");

      assertThat(store.readString("toOutside")).isEqualTo("text");
      assertThat(store.readString("toOutsideDir")).isEqualTo("text");
      assertTargetsAreIntact();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWriteBelowALinkIsRefusedAndNothingIsReplaced(boolean handles) {
    try (LocalFileStore store = open(handles)) {
      all()
          .forEach(
              link -> {
                assertIsRefused(link, () -> store.write(link + "/file", "mine"));
                assertIsRefused(link, () -> store.write(link + "/deep/file", "mine"));
                assertIsRefused(link, () -> store.copy("dir/file", link + "/file"));
                assertIsRefused(link, () -> store.move("dir/file", link + "/file"));
                assertThat(root.resolve(link)).isSymbolicLink();
              });

      assertThat(walk(store, "")).containsExactly("dir/file");
      assertTargetsAreIntact();
      assertThat(PrivateArea.staged(root)).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertIsRefused(String link, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("'" + link + "' is a symbolic link");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aListingTellsTheLinksThatItLeavesOut(boolean handles) throws IOException {
    link("dir/toNothing", Path.of("nothing"));
    List<OmittedName> omitted = new ArrayList<>();
    ListOptions options = ListOptions.DEFAULTS.onOmitted(omitted::add);
    try (LocalFileStore store = open(handles)) {
      try (Stream<Entry> entries = store.entries("", options)) {
        assertThat(entries).hasSize(1);
      }
      assertThat(omitted.stream().map(OmittedName::name))
          .containsExactlyInAnyOrderElementsOf(all().toList());

      omitted.clear();
      try (Stream<Entry> entries = store.entries("", options.recursive())) {
        assertThat(entries).hasSize(1);
      }
      assertThat(omitted).hasSize(7).contains(new OmittedName("dir/toNothing", Reason.LINK));
      assertThat(omitted).allMatch(name -> name.reason() == Reason.LINK);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRootThatIsALinkIsTheDirectoryItLeadsTo(boolean handles) throws IOException {
    Path link = Files.createSymbolicLink(root.resolveSibling("link"), root);
    try (LocalFileStore store =
        new LocalFileStore(link, Durability.NONE, new FileSystemFeatures(handles, true))) {
      store.write("new", "text");

      assertThat(store.list("")).containsExactly("dir/", "new");
      assertThat(root.resolve("new")).hasContent("text");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLinkSwappedForADirectoryIsThatDirectory(boolean handles) throws IOException {
    try (LocalFileStore store = open(handles)) {
      assertThat(store.list("toOutsideDir")).isEmpty();
      Files.delete(root.resolve("toOutsideDir"));
      Files.createDirectory(root.resolve("toOutsideDir"));
      Files.writeString(root.resolve("toOutsideDir/file"), "mine");

      assertThat(store.readString("toOutsideDir/file")).isEqualTo("mine");
      assertThat(store.list("toOutsideDir")).containsExactly("toOutsideDir/file");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "a/b/c"})
  void aDirectoryMovedAwayAndReplacedByALinkToItIsAbsent(String moved) throws IOException {
    for (boolean handles : new boolean[] {true, false}) {
      try (LocalFileStore store = open(handles)) {
        store.write("a/b/c/file", "text");
        assertThat(store.readString("a/b/c/file")).isEqualTo("text");
        Path away = outside.resolveSibling("away" + handles);
        Files.move(root.resolve(moved), away);
        Files.createSymbolicLink(root.resolve(moved), away);

        assertIsAbsent(store, "a/b/c/file");
        assertThat(store.list("a/b/c")).isEmpty();
        store.delete("a/b/c/file");
        store.deleteDirectory("a/b/c/file");
        Path file = away.resolve(Path.of(moved).relativize(Path.of("a/b/c/file")));
        assertThat(file).hasContent("text");

        assertIsRefused(moved, () -> store.write("a/b/c/file", "new"));
        assertThat(root.resolve(moved)).isSymbolicLink();
        assertThat(file).hasContent("text");
        store.deleteDirectory(moved);
        store.deleteDirectory("a");
      }
    }
  }

  @Test
  void aPipeIsAbsentAndNothingWaitsForIt() throws Exception {
    Process made = new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start();
    assertThat(made.waitFor()).isZero();
    try (LocalFileStore store = open(true)) {
      assertIsAbsent(store, "pipe");
      assertIsAbsent(store, "pipe/file");
      assertThatThrownBy(() -> store.write("pipe/file", "mine"))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("'pipe' is a device, a pipe or a socket");
      assertThat(store.list("")).containsExactly("dir/");
    }
  }
}
