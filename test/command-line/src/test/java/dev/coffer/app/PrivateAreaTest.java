package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What Coffer keeps beside the files of a store is for its owner alone. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its files have no such permissions")
class PrivateAreaTest {
  @TempDir private Path directory;

  @Test
  void nobodyElseCanReadTheFilesOfTheLayers() throws IOException {
    Path root = directory.resolve("store");
    String uri = Shell.uri(root) + "?outbox=durable&versioning=on&audit=" + directory + "/trail";
    try (FileStore store = FileStores.open(uri)) {
      store.write("a/b", "first");
      store.write("a/b", "second");
      store.delete("a/b");
      store.write("c", "stays");
      assertPrivate(root.resolve(".coffer"));
      assertPrivate(directory.resolve("trail"));
    }
    assertPrivate(root.resolve(".coffer"));
  }

  private static void assertPrivate(Path area) throws IOException {
    try (Stream<Path> all = Files.walk(area)) {
      List<Path> found = all.toList();
      assertThat(found)
          .hasSizeGreaterThan(1)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .as(file.toString())
                      .endsWith("------"));
    }
  }
}
