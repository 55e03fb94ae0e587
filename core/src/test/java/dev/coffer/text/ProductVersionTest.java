package dev.coffer.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProductVersionTest {
  @Test
  void theVersionIsThatOfTheBuild() {
    assertThat(ProductVersion.TEXT).matches("\\d+\\.\\d+\\.\\d+.*");
  }
}
