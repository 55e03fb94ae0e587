package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on a terminal, which {@code script} makes. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "script takes other options elsewhere")
class TerminalIT {
  @TempDir private Path directory;

  private Program terminal(String command) {
    String call = "'" + Repository.LAUNCHER + "' --store file:s " + command;
    return new Program(List.of("script", "-qec", call, "/dev/null"), directory, Map.of());
  }

  /** Feeds a pipe until the screen has what is waited for, then ends it. */
  private String screen(Process process, Path pipe, String awaited) throws IOException {
    StringBuilder screen = new StringBuilder();
    InputStream in = process.getInputStream();
    try (OutputStream source = Files.newOutputStream(pipe, StandardOpenOption.WRITE)) {
      while (screen.indexOf(awaited) < 0) {
        source.write('x');
        while (in.available() > 0) {
          screen.append((char) in.read());
        }
      }
    }
    return screen.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)).toString();
  }

  @Test
  void aLongPutShowsItsRateAndTakesTheLineAway() throws IOException, InterruptedException {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Process process = terminal("put pipe stored").start();
    String screen = screen(process, pipe, "B/s");
    assertThat(process.waitFor()).isZero();
    assertThat(screen).startsWith("\rstored               ").endsWith(" \r");
    assertThat(Files.size(directory.resolve("s/stored"))).isPositive();
  }

  @Test
  void aDirectoryIsDeletedWhenTheTerminalSaysSo() throws IOException, InterruptedException {
    Path file = directory.resolve("s/d/f");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    Shell.Result no = terminal("rm -r d").runWithInput("n\n");
    assertThat(no.out()).contains("delete all of d/ on ").contains("[y/N] ");
    assertThat(no.code()).isEqualTo(1);
    assertThat(file).exists();
    assertThat(terminal("rm -r d").runWithInput("y\n").code()).isZero();
    assertThat(file).doesNotExist();
  }
}
