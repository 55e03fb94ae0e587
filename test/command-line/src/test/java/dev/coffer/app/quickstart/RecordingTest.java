package dev.coffer.app.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  @TempDir private Path directory;

  static String event(String id) {
    return "{\"id\": " + id + ", \"timestamp\": \"t\", \"message\": \"} é\"}";
  }

  private List<String> names(String... events) throws IOException {
    Path file = directory.resolve("a b.json");
    Files.writeString(file, "[" + String.join(",\n", events) + "]");
    List<String> names = new ArrayList<>();
    Recording.of(file).ifPresent(recording -> recording.files(item -> names.add(item.name())));
    return names;
  }

  @Test
  void anEventKeepsItsNumber() throws IOException {
    assertThat(names(event("0"), event("3"), event("10")))
        .containsExactly(
            "sessions/a b/events/0.json",
            "sessions/a b/events/3.json",
            "sessions/a b/events/10.json");
  }

  @Test
  void anIdThatIsNoNumberOrComesTooLateGivesWayToThePlace() throws IOException {
    assertThat(names(event("\"u-1\""), event("\"u-2\""), event("7"), event("7"), event("1")))
        .containsExactly(
            "sessions/a b/events/0.json",
            "sessions/a b/events/1.json",
            "sessions/a b/events/7.json",
            "sessions/a b/events/8.json",
            "sessions/a b/events/9.json");
  }

  @Test
  void anotherFileIsNoRecording() throws IOException {
    assertThat(names()).isEmpty();
    assertThat(names("{\"name\": \"x\"}")).isEmpty();
    assertThat(names(event("0"), "{\"id\": 1}")).isEmpty();
    Path text = Files.writeString(directory.resolve("a.txt"), event("0"));
    assertThat(Recording.of(text)).isEmpty();
  }
}
