package dev.coffer.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.NotFoundException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("kills")
class KilledPrimaryTest {
  @TempDir private Path directory;

  @Test
  void whateverAKilledProcessHasDoneArrives() throws Exception {
    killed(2, 1);
  }

  @ParameterizedTest
  @Tag("thorough")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whateverTenKilledProcessesHaveDoneArrives(long seed) throws Exception {
    killed(10, seed);
  }

  private void killed(int times, long seed) throws Exception {
    String replica = directory.resolve("replica").toUri().toString();
    Random random = new Random(seed);
    for (int i = 0; i < times; i++) {
      kill(replica, i, 10 + random.nextInt(60));
      System.out.printf("killed %d of %d, seed %d%n", i + 1, times, seed);
    }
    try (Pair pair = Pair.open(directory, replica, "")) {
      pair.primary().write("last", "after all");
      pair.settle();
      Pair.await(() -> isEqual(pair));
      assertThat(pair.log().deadLetters()).isEmpty();
    }
  }

  private static boolean isEqual(Pair pair) {
    try {
      return Pair.contents(pair.replica()).equals(Pair.contents(pair.primary()));
    } catch (NotFoundException e) {
      return false; // what the killed processes left to do has just deleted it
    }
  }

  /** Kills a process in the middle of its changes and of its deliveries. */
  private void kill(String replica, int number, int changes) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("test.class.path", System.getProperty("java.class.path", "")),
                KilledPrimary.class.getName(),
                directory.toString(),
                replica,
                String.valueOf(number))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < changes; i++) {
        assertThat(lines.readLine()).isNotNull();
      }
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }
}
