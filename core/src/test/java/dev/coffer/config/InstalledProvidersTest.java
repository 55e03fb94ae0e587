package dev.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstalledProvidersTest {
  @Test
  void optionsOfEveryStoreOfBackEndsAndOfLayersAreKnown() {
    assertThat(InstalledProviders.options().stream().map(Option::name))
        .contains("layers", "state", "durability", "max-size", "observe");
  }
}
