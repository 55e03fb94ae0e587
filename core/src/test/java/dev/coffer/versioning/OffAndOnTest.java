package dev.coffer.versioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions are switched off and on again, or others put files among them. */
class OffAndOnTest {
  @TempDir Path root;

  private FileStore open(String options) {
    return FileStores.open("file:" + root + options);
  }

  private static FileVersions versions(FileStore store) {
    return store.unwrap(FileVersions.class).orElseThrow();
  }

  private static List<String> contents(FileStore store) {
    return versions(store).versions("a").stream()
        .map(
            one ->
                one.deleteMarker() ? "-" : new String(versions(store).read("a", one.id()), UTF_8))
        .toList();
  }

  private void keepTwo() {
    try (FileStore store = open("?versioning=on")) {
      store.write("a", "1");
      store.write("a", "2");
      store.write("a", "3");
    }
  }

  @Test
  void whatWasKeptIsThereWhenVersionsAreOnAgain() {
    keepTwo();
    try (FileStore store = open("")) {
      store.write("a", "4");
      store.write("a", "5");
      store.delete("a");
      store.write("a", "6");
      store.clear();
      store.write("a", "7");
    }
    try (FileStore store = open("?versioning=on")) {
      store.write("a", "8");
      assertThat(contents(store)).containsExactly("7", "2", "1");
      assertThat(store.list("")).containsExactly("a");
    }
  }

  @Test
  void whatOthersPutAmongVersionsIsNotReadAndLeftAlone() throws IOException {
    keepTwo();
    Path area = root.resolve(".coffer/files/versions");
    List<Path> foreign =
        List.of(
            area.resolve("a!/notes.txt"),
            area.resolve("a!/20261130T210816.123456789Z-01a"),
            area.resolve("a!/00000000000000000000000-20261130T210816.123456789Z-01a"),
            area.resolve("a/.coffer/20261130T210816.123456789Z-01a"),
            area.resolve("b%41!/x"),
            area.resolve("c d"),
            area.resolve("!0123/x"));
    for (Path file : foreign) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "foreign");
    }
    try (FileStore store = open("?versioning=on&versioning.keep=1")) {
      assertThat(contents(store)).containsExactly("2", "1");
      try (var histories = versions(store).histories("")) {
        assertThat(histories.map(one -> one.path().toString())).containsExactly("a");
      }
      assertThat(versions(store).prune(false).pruned()).hasSize(1);
    }
    assertThat(foreign).allSatisfy(file -> assertThat(file).hasContent("foreign"));
  }
}
