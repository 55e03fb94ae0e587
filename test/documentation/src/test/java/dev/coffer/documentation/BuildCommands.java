package dev.coffer.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The calls of Maven in continuous integration, reduced to what they build. */
final class BuildCommands {
  private static final Path SCRIPT = Repository.ROOT.resolve(".ci/run");
  private static final String MAVEN = "./mvnw ";

  private BuildCommands() {}

  static boolean isOne(String line) {
    return line.startsWith(MAVEN);
  }

  static List<String> ofContinuousIntegration() throws IOException {
    return Files.readAllLines(SCRIPT).stream()
        .filter(line -> line.contains(MAVEN) && !line.contains("echo "))
        .map(line -> line.substring(line.indexOf(MAVEN)).replaceFirst(" *(2>|\\||;|&&).*", ""))
        .map(BuildCommands::goals)
        .toList();
  }

  /** Options that change only the output, and a clean start, do not change what is built. */
  private static String goals(String command) {
    return Arrays.stream(command.split(" "))
        .filter(word -> !List.of("-B", "-ntp", "--no-transfer-progress", "clean").contains(word))
        .collect(Collectors.joining(" "));
  }
}
