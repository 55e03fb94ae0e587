package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Directory;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class JsonLineTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static FileInfo file(String path, Optional<String> contentType) {
    return new FileInfo(
        FilePath.of(path),
        7,
        Instant.parse("2026-01-02T03:04:05.678Z"),
        "e\"1\"",
        contentType,
        Map.of("a", "b"));
  }

  @Test
  void aFileHasExactlyTheKeysThatAreKnown() {
    JsonNode json = JSON.readTree(JsonLine.of(file("a/b.txt", Optional.of("text/plain"))));
    assertThat(json.propertyNames())
        .containsExactly("path", "directory", "size", "lastModified", "etag", "contentType");
    assertThat(json.get("path").asString()).isEqualTo("a/b.txt");
    assertThat(json.get("directory").asBoolean()).isFalse();
    assertThat(json.get("size").isIntegralNumber()).isTrue();
    assertThat(json.get("size").asLong()).isEqualTo(7);
    assertThat(json.get("lastModified").asString()).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(json.get("etag").asString()).isEqualTo("e\"1\"");
    assertThat(json.get("contentType").asString()).isEqualTo("text/plain");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    JsonNode json = JSON.readTree(JsonLine.of(file("a", Optional.empty())));
    assertThat(json.propertyNames())
        .containsExactly("path", "directory", "size", "lastModified", "etag");
  }

  @Test
  void aDirectoryHasItsPathWithASlash() {
    assertThat(JsonLine.of(new Directory(FilePath.of("a/b"))))
        .isEqualTo("{\"path\":\"a/b/\",\"directory\":true}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "día ☀ 🗄️", "👩‍💻", "a\u202eb", "\ufeff", "{}[],:'", "%2e%2e"})
  void everyNameSurvives(String name) {
    String line = JsonLine.of(file(name, Optional.empty()));
    assertThat(JSON.readTree(line).get("path").asString()).isEqualTo(name);
  }

  @Test
  void textThatTurnsATerminalIsEscaped() {
    assertThat(JsonLine.of(file("a\u202eb", Optional.empty()))).contains("a\\u202eb");
  }
}
