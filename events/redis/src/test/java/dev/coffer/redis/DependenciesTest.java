package dev.coffer.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testkit.ForeignJars;
import org.junit.jupiter.api.Test;

/** What this module brings to its users' class path. */
class DependenciesTest {
  @Test
  void itBringsTheClientWithoutWhatItDoesNotUse() {
    assertThat(ForeignJars.onTheClassPath())
        .containsExactlyInAnyOrder(
            "caffeine", "jspecify", "slf4j-api", "sqlite-jdbc", "valkey-java");
  }
}
