package dev.coffer.site;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A browser without a window. */
record Chromium(Path profile) {
  private static final String PROGRAM = "chromium";

  static void assumeInstalled() {
    boolean installed =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, PROGRAM)));
    assumeTrue(installed, PROGRAM + " is not on the PATH");
  }

  /** Returns a page as it is when its scripts have run. */
  String load(String address, String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(PROGRAM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"));
    command.add("--user-data-dir=" + profile);
    command.addAll(List.of("--virtual-time-budget=120000", "--dump-dom"));
    command.addAll(List.of(options));
    command.add(address);
    Path out = Files.createTempFile(profile, "page", ".html");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException(address + " was not loaded");
    }
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
