package dev.coffer.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import java.util.List;
import org.junit.jupiter.api.Test;

class CacheKeysTest {
  @Test
  void marksAreNotWhereAnEarlierVersionKeepsATextOfTheSameFile() {
    CacheKeys keys = new CacheKeys("p:");
    FilePath file = FilePath.of("a");
    assertThat(keys.valuesAndTokens(List.of(file)))
        .hasSize(2)
        .doesNotContain("p:t:a", "p:g:a")
        .doesNotHaveDuplicates();
  }
}
