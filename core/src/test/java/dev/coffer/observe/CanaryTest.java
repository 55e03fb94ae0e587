package dev.coffer.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Content;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.WriteOptions;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** Every operation with a word that must not come out, and a look at all that came out. */
final class CanaryTest {
  private static final String CANARY = "canary-7f3a";
  private static final byte[] CONTENT = CANARY.getBytes(StandardCharsets.UTF_8);

  private final List<String> out = new ArrayList<>();

  @TempDir Path folder;

  @BeforeEach
  void keepAll() {
    KeptLogs.keep(Level.TRACE);
  }

  @AfterEach
  void keepNothing() {
    KeptLogs.keep(null);
  }

  @Test
  void noContentNoMetadataAndNoCredentialComesOut() throws IOException {
    FileStoreConfig config =
        FileStoreConfig.builder()
            .uri("file:" + folder.resolve("root") + "?durability=none&observe.slow=0s")
            .environment(Map.of("AWS_SECRET_ACCESS_KEY", CANARY, "SESSION_API_KEY", CANARY))
            .build();
    out.add(config.toString());
    out.add(FileStores.assembly(config).toString());
    FileStore store = FileStores.open(config);
    try (store) {
      everyOperation(store);
      everyFailure(store);
      out.add(store.toString());
      out.add(store.unwrap(FileStoreMetrics.class).orElseThrow().snapshot().toString());
    }
    attempt(() -> store.readString("a"));
    KeptLogs.events().forEach(event -> out.add(KeptLogs.text(event) + event.getThrowable()));
    assertThat(out).hasSizeGreaterThan(30).noneMatch(text -> text.contains(CANARY));
  }

  private static void everyOperation(FileStore store) throws IOException {
    WriteOptions options =
        WriteOptions.DEFAULTS.contentType("text/" + CANARY).metadata("k", CANARY);
    store.write("a", CONTENT, options);
    store.write("b", new ByteArrayInputStream(CONTENT));
    store.writeAll(Map.of("c", CONTENT, "d/e", CONTENT));
    store.readString("a");
    try (Stream<byte[]> files = store.readAll(List.of("a", "b"))) {
      assertThat(files).hasSize(2);
    }
    store.stat("a");
    store.list("");
    store.copy("a", "f");
    store.move("f", "g");
    store.deleteAll(List.of("b", "c"));
    store.delete("d");
  }

  private void everyFailure(FileStore store) {
    attempt(() -> store.readString("missing"));
    attempt(() -> store.copy("missing", "x"));
    attempt(() -> store.move("missing", "x"));
    attempt(() -> store.write("a", CONTENT, WriteOptions.DEFAULTS.ifAbsent()));
    attempt(() -> store.write("a", CONTENT, WriteOptions.DEFAULTS.ifMatch("other")));
    attempt(() -> store.write("a/b", CONTENT));
    attempt(() -> store.open("a", 99, 1));
    attempt(
        () ->
            store.write(
                "h",
                Content.of(
                    sink -> {
                      sink.write(CONTENT);
                      throw new IOException("no more");
                    }),
                WriteOptions.DEFAULTS));
  }

  private void attempt(Runnable call) {
    try {
      call.run();
      throw new AssertionError("it did not fail");
    } catch (FileStoreException | IllegalStateException e) {
      out.add(String.valueOf(e.getMessage()));
    }
  }

  @Test
  void theWordWouldBeFoundWhereItStands() throws IOException {
    Path file = Files.write(folder.resolve("f"), CONTENT);
    FileStore store = FileStores.open("memory:");
    store.write(CANARY, file);
    attempt(() -> store.write(CANARY, CONTENT, WriteOptions.DEFAULTS.ifAbsent()));
    assertThat(out).anyMatch(text -> text.contains(CANARY));
    assertThat(KeptLogs.events()).anyMatch(event -> KeptLogs.text(event).contains(CANARY));
  }
}
