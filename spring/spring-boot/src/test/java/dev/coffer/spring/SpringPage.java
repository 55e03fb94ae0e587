package dev.coffer.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The page about Spring Boot, and its blocks of code. */
final class SpringPage {
  private static final Path FILE = Path.of("../../docs/spring.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```([a-z ]+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  private SpringPage() {}

  static List<String> blocks(String kind) throws IOException {
    return BLOCK
        .matcher(Files.readString(FILE))
        .results()
        .filter(block -> block.group(1).equals(kind))
        .map(SpringPage::text)
        .toList();
  }

  private static String text(MatchResult block) {
    return block.group(2);
  }
}
