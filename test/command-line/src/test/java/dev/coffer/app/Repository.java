package dev.coffer.app;

import java.nio.file.Path;

/** The files of the repository that tests use. */
final class Repository {
  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  static final Path LAUNCHER = ROOT.resolve("coffer");
  static final Path JAR = ROOT.resolve("app/target/coffer.jar");

  private Repository() {}
}
