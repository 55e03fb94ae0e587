package dev.coffer.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The calls of Maven in continuous integration, reduced to what they build. */
final class BuildCommands {
  private static final Path SCRIPTS = Repository.ROOT.resolve(".ci");
  private static final String MAVEN = "./mvnw ";

  private static final List<String> OTHERS =
      List.of(
          "-B",
          "-ntp",
          "--no-transfer-progress",
          "clean",
          "-Psoak",
          "-Pboot-4.1",
          "-DskipTests=false",
          "-Dsoak.minutes=2");

  private BuildCommands() {}

  static boolean isOne(String line) {
    return line.startsWith(MAVEN);
  }

  static List<String> ofContinuousIntegration() throws IOException {
    return lines().stream()
        .filter(line -> line.contains(MAVEN) && !line.contains("echo "))
        .map(line -> line.substring(line.indexOf(MAVEN)).replaceFirst(" *(>|2>|\\||;|&&).*", ""))
        .map(BuildCommands::goals)
        .toList();
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path script : Repository.files(SCRIPTS, 1, Files::isRegularFile)) {
      lines.addAll(Files.readAllLines(script));
    }
    return lines;
  }

  /**
   * What changes only the output, a clean start, a run beside it and the next version of a library
   * do not change what is built.
   */
  private static String goals(String command) {
    return Arrays.stream(command.split(" "))
        .filter(word -> !OTHERS.contains(word))
        .collect(Collectors.joining(" "));
  }
}
