package dev.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownOptionsTest {
  @Test
  void optionsOfEveryStoreOfBackEndsAndOfLayersAreKnown() {
    assertThat(KnownOptions.all().stream().map(Option::name))
        .contains("layers", "state", "durability", "max-size", "observe");
  }
}
