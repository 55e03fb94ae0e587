package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What this module brings to its users' class path. */
class DependenciesTest {
  /** Without netty and CRT; {@code crt-core} is an interface that holds no native code. */
  private static final Set<String> JARS =
      Set.of(
          "annotations",
          "apache-client",
          "arns",
          "auth",
          "aws-core",
          "aws-query-protocol",
          "aws-xml-protocol",
          "checksums",
          "checksums-spi",
          "commons-codec",
          "commons-logging",
          "crt-core",
          "endpoints-spi",
          "eventstream",
          "http-auth",
          "http-auth-aws",
          "http-auth-aws-eventstream",
          "http-auth-spi",
          "http-client-spi",
          "httpclient",
          "httpcore",
          "identity-spi",
          "json-utils",
          "metrics-spi",
          "profiles",
          "protocol-core",
          "reactive-streams",
          "regions",
          "retries",
          "retries-spi",
          "s3",
          "sdk-core",
          "sts",
          "third-party-jackson-core",
          "utils",
          "utils-lite");

  @Test
  void theSdkBringsTheseJarsAndNoOthers() {
    List<String> found =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(DependenciesTest::isOfTheSdk)
            .map(jar -> jar.getFileName().toString().replaceFirst("-[0-9][0-9.]*\\.jar$", ""))
            .collect(Collectors.toList());
    assertThat(found).containsExactlyInAnyOrderElementsOf(JARS);
  }

  private static boolean isOfTheSdk(Path jar) {
    String path = jar.toString().replace('\\', '/');
    return path.endsWith(".jar")
        && (path.contains("/software/amazon/")
            || path.contains("/org/apache/httpcomponents/")
            || path.contains("/commons-codec/")
            || path.contains("/commons-logging/")
            || path.contains("/reactive-streams/")
            || path.contains("/io/netty/"));
  }

  @Test
  void neitherNettyNorCrtIsThere() {
    assertThat(System.getProperty("java.class.path"))
        .doesNotContain("netty-nio-client", "aws-crt-client");
  }
}
