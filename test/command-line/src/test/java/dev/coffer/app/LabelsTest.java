package dev.coffer.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import dev.coffer.config.FileStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The content types and metadata that {@code put} and {@code sync} give. */
class LabelsTest {
  private static final String URI = "memory:labels";

  @TempDir private Path directory;
  private final FileStore store = FileStores.open(URI);
  private final Shell shell =
      new Shell(Map.of("COFFER_STORE", URI), "x".getBytes(UTF_8), Terminals.NONE);

  @BeforeEach
  void twoFiles() throws IOException {
    Files.writeString(directory.resolve("page.html"), "<p>");
    Files.writeString(directory.resolve("README"), "text");
  }

  @AfterEach
  void close() {
    store.clear();
    store.close();
  }

  private void run(String... args) {
    Shell.Result result = shell.run(args);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
  }

  private String local(String name) {
    return directory.resolve(name).toString();
  }

  private FileInfo stored(String path) {
    return store.stat(path).orElseThrow();
  }

  private Optional<String> type(String path) {
    return stored(path).contentType();
  }

  @Test
  void putGivesTheTypeOfTheNewNameElseOfTheOldOne() {
    run("put", local("page.html"), "a.txt");
    run("put", local("page.html"), "index");
    run("put", local("README"), "README");
    run("put", "-", "d/x.json");
    assertThat(type("a.txt")).hasValue("text/plain");
    assertThat(type("index")).hasValue("text/html");
    assertThat(type("README")).isEmpty();
    assertThat(type("d/x.json")).hasValue("application/json");
  }

  @Test
  void theCallSaysOtherwise() {
    run("put", local("page.html"), "p", "--type", "a/b", "--meta", "k=v=w", "--meta", "e=");
    assertThat(type("p")).hasValue("a/b");
    assertThat(stored("p").metadata()).isEqualTo(Map.of("k", "v=w", "e", ""));
  }

  @Test
  void syncGivesTypesByNameToFilesOfADirectory() {
    run("sync", directory.toString(), URI, "--meta", "by=ada");
    assertThat(type("page.html")).hasValue("text/html");
    assertThat(type("README")).isEmpty();
    assertThat(stored("README").metadata()).isEqualTo(Map.of("by", "ada"));
  }

  @Test
  void syncBetweenStoresKeepsTypeAndMetadata() {
    try (FileStore source = FileStores.open("memory:labels-source")) {
      WriteOptions options = WriteOptions.DEFAULTS.contentType("x/y").metadata("k", "v");
      source.write("a.html", new byte[1], options);
      run("sync", "memory:labels-source", URI);
      assertThat(type("a.html")).hasValue("x/y");
      assertThat(stored("a.html").metadata()).isEqualTo(Map.of("k", "v"));
      source.write("a.html", new byte[2], options);
      run("sync", "memory:labels-source", URI, "--type", "a/b", "--meta", "l=w");
      assertThat(type("a.html")).hasValue("a/b");
      assertThat(stored("a.html").metadata()).isEqualTo(Map.of("k", "v", "l", "w"));
    }
  }

  @Test
  void labelsThatNoStoreTakesAreRefusedBeforeAnythingIsDone() {
    for (String[] bad :
        new String[][] {
          {"--meta", "novalue"},
          {"--meta", "UPPER=x"},
          {"--meta", "=x"},
          {"--meta", "k=" + "v".repeat(2000)},
          {"--meta=k=1", "--meta=k=2"},
          {"--type", ""}
        }) {
      String[] call = {"put", local("page.html"), "p", bad[0], bad.length > 1 ? bad[1] : ""};
      assertThat(shell.run(call).code()).as(bad[1]).isEqualTo(ExitCode.USAGE);
    }
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void aPlainDirectoryTakesNoLabels() {
    Shell.Result result = shell.run("sync", URI, local("copy"), "--type", "a/b");
    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("file:" + local("copy"));
    assertThat(directory.resolve("copy")).doesNotExist();
  }
}
