package dev.coffer.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A directory {@code ~/.openhands} with files as OpenHands writes them. */
final class OpenHandsFixture implements Fixture {
  private static final Path FILES = Path.of("src/test/resources/openhands");

  private OpenHandsFixture() {}

  static OpenHandsFixture in(Path home) throws IOException {
    Path root = home.resolve(".openhands");
    for (Path file : files()) {
      Path target = root.resolve(FILES.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
    return new OpenHandsFixture();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(FILES)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }
}
