package dev.coffer.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.util.Objects;

/** Ceph's RADOS Gateway, where {@code .ci/radosgw} has started one. */
final class RadosGateway {
  private static final String NAMES = "COFFER_TEST_RGW_";

  private RadosGateway() {}

  static boolean isThere() {
    return System.getenv(NAMES + "ENDPOINT") != null;
  }

  static Server server() {
    assumeTrue(
        isThere(),
        "COFFER_TEST_RGW_ENDPOINT is not set: eval \"$(.ci/radosgw start DIR)\" sets it");
    return new Server(URI.create(value("ENDPOINT")), value("ACCESS_KEY"), value("SECRET_KEY"));
  }

  /** Whether it is of a version of Ceph. */
  static boolean isVersion(int major) {
    return value("VERSION").startsWith(major + ".");
  }

  private static String value(String name) {
    return Objects.requireNonNull(System.getenv(NAMES + name), name);
  }
}
