package dev.coffer.app;

import java.util.Optional;

/** Which Coffer this is. */
final class Version {
  private Version() {}

  static String text() {
    String released = Version.class.getPackage().getImplementationVersion();
    return Optional.ofNullable(released).orElse("from its class files");
  }
}
