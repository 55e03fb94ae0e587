package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testkit.MemoryDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A conversation that is larger than the heap is read, searched and followed. */
@Tag("bulk")
@Timeout(300)
class BoundedMemoryTest {
  @TempDir(factory = MemoryDirectory.class)
  Path root = Path.of("");

  @Test
  void aConversationOfLargeEventsIsReadInASmallHeap() throws Exception {
    readBack(500, 128 << 10, "48m");
  }

  @Test
  @Tag("thorough")
  void aConversationOfManyEventsIsReadInASmallHeap() throws Exception {
    readBack(20_000, 4 << 10, "64m");
  }

  private void readBack(int events, int size, String heap) throws Exception {
    write(events, size);
    Process reader = ChildProcess.start(ReadingProgram.class, heap, "file:" + root);
    try (BufferedReader output = reader.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.lines()).containsExactly(events + "", "1", "20", events + "");
    }
    assertThat(reader.waitFor()).isZero();
  }

  private void write(int events, int size) throws IOException {
    Path directory = Files.createDirectories(root.resolve("sessions/c1/events"));
    String text = "x".repeat(size);
    for (int id = 0; id < events; id++) {
      String name = id == events - 1 ? "last" : "other";
      String json =
          "{\"id\": " + id + ", \"name\": \"" + name + "\", \"content\": \"" + text + "\"}";
      Files.writeString(directory.resolve(id + ".json"), json);
    }
  }
}
