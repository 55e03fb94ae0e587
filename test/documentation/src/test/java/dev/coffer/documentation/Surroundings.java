package dev.coffer.documentation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a block that runs finds besides its empty directory. */
interface Surroundings extends AutoCloseable {

  /** Nothing. */
  Surroundings NOTHING = Map::of;

  /**
   * Creates what a block asks for.
   *
   * @param name the word after {@code with}; empty for nothing
   * @param home the home directory of the program
   */
  static Surroundings of(String name, Path home) throws IOException {
    return switch (name) {
      case "" -> NOTHING;
      case "s3" -> new AmazonBucket();
      case "gcs" -> new GoogleBucket();
      case "openhands" -> HomeOfAnAgent.in(home);
      default -> throw new AssertionError("there are no surroundings of the name " + name);
    };
  }

  /** The variables with which a program finds them. */
  Map<String, String> environment();

  @Override
  default void close() {}
}
