package dev.coffer.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.delivery.DeliveringFileStore;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.memory.InMemoryFileStore;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The consumer that the pages show knows what the store has. */
@Timeout(120)
class ConsumerExampleTest {
  private static final Path EXAMPLE = Path.of("../../docs/consumers/latest_state.py");

  @Test
  void theLatestStateOfEachPathIsThatOfTheStore() throws Exception {
    assumeTrue(isOnPath("python3"), "there is no python3 on the path");
    try (RedisServer server = RedisServer.start()) {
      RedisStream stream =
          RedisStream.builder(server.uri(), "files").policy(RedisStreamTest.QUICK).build();
      try (DeliveringFileStore store =
          new DeliveringFileStore(
              new InMemoryFileStore(), new InMemoryEventLog(), List.of(stream.receiver()))) {
        for (int i = 0; i < 1200; i++) {
          store.write("b", "x".repeat(i % 7));
        }
        store.write("a \ud83d\ude80", "1");
        store.move("a \ud83d\ude80", "c/d");
        store.delete("e");
      }
      assertThat(run(server))
          .satisfiesExactly(
              first -> assertThat(first).startsWith("{\"path\":\"b\",\"size\":2,"),
              second -> assertThat(second).startsWith("{\"path\":\"c/d\","));
    }
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private static List<String> run(RedisServer server) throws Exception {
    Process process =
        new ProcessBuilder("python3", EXAMPLE.toString(), "127.0.0.1", "" + server.port(), "files")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream out = process.getInputStream()) {
      List<String> lines = new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(process.waitFor()).isZero();
      return lines;
    }
  }
}
