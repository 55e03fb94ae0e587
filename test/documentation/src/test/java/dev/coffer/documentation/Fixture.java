package dev.coffer.documentation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a block needs to run, besides an empty directory. */
interface Fixture extends AutoCloseable {

  /** Creates nothing. */
  Fixture NONE = Map::of;

  /**
   * Creates a fixture.
   *
   * @param name the word after {@code with}; empty for none
   * @param home the home directory of the program
   */
  static Fixture of(String name, Path home) throws IOException {
    return switch (name) {
      case "" -> NONE;
      case "s3" -> new S3Fixture();
      case "gcs" -> new GcsFixture();
      case "nats" -> BusFixture.nats(home);
      case "redis" -> BusFixture.redis(home);
      case "openhands" -> OpenHandsFixture.in(home);
      default -> throw new AssertionError("unknown fixture: " + name);
    };
  }

  /** The environment variables by which a program finds the fixture. */
  Map<String, String> environment();

  @Override
  default void close() {}
}
