package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.InvalidFilePathException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Every line of a list of hostile paths, where the machine has it, written to a disk. */
class HostilePathsOnDiskTest {
  private static final Path LIST =
      Path.of(System.getProperty("hostile.paths", "../../shared/data/hostile-paths.jsonl"));

  @Test
  void everyLegalPathIsAFileOfThatNameAndNoOtherTouchesTheDisk(@TempDir Path directory)
      throws IOException {
    assumeTrue(Files.isReadable(LIST), () -> "no list of hostile-paths at " + LIST);
    Path root = Files.createDirectory(directory.resolve("root"));
    Files.writeString(directory.resolve("outside"), "untouched");
    ObjectMapper json = new ObjectMapper();
    try (FileStore store = new LocalFileStore(root, Durability.NONE)) {
      for (String line : Files.readAllLines(LIST)) {
        JsonNode node = json.readTree(line);
        String path = node.get("path").asString();
        if (node.get("expect").asString().equals("accept")) {
          accepts(store, root, path, node.get("canonical").asString());
        } else {
          assertThatThrownBy(() -> store.write(path, "x"))
              .isInstanceOf(InvalidFilePathException.class);
          assertThatThrownBy(() -> store.readBytes(path))
              .isInstanceOf(InvalidFilePathException.class);
        }
        assertThat(store.list("")).isEmpty();
      }
    }
    try (Stream<Path> beside = Files.list(directory)) {
      assertThat(beside).containsExactlyInAnyOrder(root, directory.resolve("outside"));
    }
    assertThat(directory.resolve("outside")).hasContent("untouched");
  }

  private static void accepts(FileStore store, Path root, String path, String canonical) {
    store.write(path, "text of " + canonical);
    assertThat(root.resolve(canonical)).hasContent("text of " + canonical);
    assertThat(store.readString(path)).isEqualTo("text of " + canonical);
    try (Stream<String> files = store.walk("").map(file -> file.path().toString())) {
      assertThat(files).containsExactly(canonical);
    }
    assertThat(FilePath.of(path)).hasToString(canonical);
    store.deleteFile(path);
  }
}
