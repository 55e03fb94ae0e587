package dev.coffer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OverviewTest {
  private static final Path DOCS = Path.of("../../docs");

  @Test
  void thePageOfPerformanceHasTheRowsOfTheTables() throws IOException {
    String tables = Files.readString(DOCS.resolve("performance-tables.md"));
    String page = Files.readString(DOCS.resolve("performance.md"));
    assertThat(new MarkedSection("overview").textIn(page))
        .as("test/benchmarks/run --update-docs writes it")
        .isEqualTo(new Overview(tables).markdown());
  }
}
