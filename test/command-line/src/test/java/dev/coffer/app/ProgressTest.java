package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long MIB = 1 << 20;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicLong now = new AtomicLong();

  private static String line(String name, long done, long total, long seconds) {
    return new ProgressLine(name, done, total, Duration.ofSeconds(seconds).toNanos()).toString();
  }

  private Progress progress(boolean terminal) {
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new StandardOutput(OutputStream.nullOutputStream()),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            new Terminals(false, false, terminal));
    return Progress.of("name", console, now::get);
  }

  private List<String> draws() {
    return List.of(shown().split("\r", -1));
  }

  private String shown() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLineHasPartSizeRateAndRemainingTime() {
    assertThat(line("film.mkv", 30 * MIB, 120 * MIB, 10))
        .isEqualTo("film.mkv             [###---------]  25 %  30.0 MiB  3.0 MiB/s  0:30 left");
    assertThat(line("f", 512, 1 << 30, 1)).endsWith("512 B  512 B/s  582 h 32 left");
    assertThat(line("f", 0, 100, 1)).endsWith("  -:-- left");
    assertThat(line("f", 100, 100, 1)).contains("[############] 100 %").endsWith("  0:00 left");
    assertThat(line("f", 0, 0, 1)).contains(" 100 % ").endsWith("  0:00 left");
  }

  @Test
  void anUnknownEndHasNeitherPartNorRemainingTime() {
    assertThat(line("-", 3 * MIB, -1, 2)).isEqualTo("-" + " ".repeat(20) + "3.0 MiB  1.5 MiB/s");
  }

  @Test
  void aLineFitsATerminalAndCannotSteerIt() {
    String name = "\u001b[31m" + "\ud83d\uddc4".repeat(40);
    String line = line(name, Long.MAX_VALUE / 2, Long.MAX_VALUE, 1_000_000);
    assertThat(line.codePoints().map(c -> c < 0x1100 ? 1 : 2).sum()).isLessThan(80);
    assertThat(line).startsWith("\\u001b[31m").doesNotContain("\u001b");
  }

  @Test
  void shortWorkShowsNothing() {
    try (Progress progress = progress(true)) {
      progress.begin(10);
      now.set(Duration.ofMillis(299).toNanos());
      progress.add(10);
    }
    assertThat(shown()).isEmpty();
  }

  @Test
  void longWorkIsDrawnTenTimesASecondAndGoneAtTheEnd() {
    try (Progress progress = progress(true)) {
      progress.begin(1000);
      for (int i = 0; i < 1000; i++) {
        now.addAndGet(Duration.ofMillis(1).toNanos());
        progress.add(1);
      }
      List<String> draws = draws();
      assertThat(draws).hasSize(1 + 8);
      assertThat(draws.get(1)).endsWith("  0:01 left");
      assertThat(draws.get(8)).endsWith("  0:00 left");
    }
    assertThat(draws()).hasSize(1 + 8 + 2).endsWith("");
    assertThat(draws().get(9)).isBlank().hasSameSizeAs(draws().get(8));
  }

  @Test
  void noTerminalShowsNothing() {
    try (Progress progress = progress(false)) {
      now.set(Duration.ofHours(1).toNanos());
      progress.add(1);
      assertThat(progress.isShown()).isFalse();
    }
    assertThat(shown()).isEmpty();
  }
}
