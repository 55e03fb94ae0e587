package dev.coffer.compression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testkit.ForeignJars;
import org.junit.jupiter.api.Test;

/** What this module brings to its users' class path. */
class DependenciesTest {
  @Test
  void itBringsTheLibraryOfZstdAlone() {
    assertThat(ForeignJars.onTheClassPath())
        .containsExactlyInAnyOrder("jspecify", "slf4j-api", "zstd-jni");
  }
}
