package dev.coffer.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a configuration switches on. */
final class ConfiguredTest {
  @Test
  void theGlobalRegistryIsUsedByDefault() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Metrics.addRegistry(registry);
    try (FileStore store = FileStores.open("memory:?micrometer=on&micrometer.store=mine")) {
      store.write("a", "x");
      assertThat(registry.get("coffer.operation").tag("store", "mine").timer().count()).isOne();
    } finally {
      Metrics.removeRegistry(registry);
    }
  }

  @Test
  void anApplicationChoosesTheListener() {
    Telemetry telemetry = new Telemetry();
    MicrometerListener before = MicrometerListener.configured();
    MicrometerListener.configure(telemetry.listener());
    try (FileStore store = FileStores.open("memory:?micrometer=on")) {
      store.write("a", "x");
      assertThat(telemetry.spans("coffer write")).hasSize(1);
    } finally {
      MicrometerListener.configure(before);
    }
  }

  @Test
  void nothingOfMicrometerIsLoadedWhereItIsOff() throws Exception {
    assertThat(loaded("memory:")).noneMatch(line -> line.contains("io.micrometer"));
    assertThat(loaded("memory:?micrometer=on"))
        .as("else the line above shows nothing")
        .anyMatch(line -> line.contains("io.micrometer"));
  }

  /** Opens a store. */
  static final class Opening {
    private Opening() {}

    public static void main(String[] uri) {
      try (FileStore store = FileStores.open(uri[0])) {
        store.write("a", "x");
      }
    }
  }

  private static List<String> loaded(String uri) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Opening.class.getName(),
                uri)
            .redirectErrorStream(true)
            .start();
    List<String> lines;
    try (Stream<String> out =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()) {
      lines = out.toList();
    }
    assertThat(process.waitFor()).as(() -> String.join("\n", lines)).isZero();
    return lines;
  }
}
