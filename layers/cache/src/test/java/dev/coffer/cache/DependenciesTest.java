package dev.coffer.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testkit.ForeignJars;
import org.junit.jupiter.api.Test;

/** What this module brings to its users' class path. */
class DependenciesTest {
  @Test
  void itBringsCaffeine() {
    assertThat(ForeignJars.onTheClassPath())
        .containsExactlyInAnyOrder("caffeine", "jspecify", "slf4j-api");
  }
}
