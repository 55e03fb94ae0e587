package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FilePath;
import dev.coffer.InvalidFilePathException;
import dev.coffer.StorageFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private final Keys root = Keys.of("s3", "bucket", FilePath.ROOT);
  private final Keys data = Keys.of("s3", "bucket", FilePath.of("data/2026"));

  @Test
  void aKeyIsThePrefixAndThePath() {
    assertThat(root.key("read", FilePath.of("d/a"))).isEqualTo("d/a");
    assertThat(data.key("read", FilePath.of("d/a"))).isEqualTo("data/2026/d/a");
    assertThat(data.below(FilePath.ROOT)).isEqualTo("data/2026/");
    assertThat(data.below(FilePath.of("d"))).isEqualTo("data/2026/d/");
    assertThat(data.path("data/2026/d/a")).contains(FilePath.of("d/a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "d/", "/a", "a//b", "./a", "../a", "a\\b", "a\nb", ".coffer/x"})
  void aKeyThatNoPathCanNameIsNone(String key) {
    assertThat(root.path(key)).isEmpty();
    assertThat(data.path("data/2026/" + key)).isEmpty();
  }

  @Test
  void thePrefixCountsInTheLengthOfAKey() {
    String path = ("s".repeat(203) + "/").repeat(5) + "file";
    assertThat(root.key("write", FilePath.of(path))).hasSize(1024);
    assertThatThrownBy(() -> data.key("write", FilePath.of(path)))
        .isInstanceOf(InvalidFilePathException.class)
        .hasMessageContaining("with the store's prefix it is longer than 1024 UTF-8 bytes");
  }

  @Test
  void coffersOwnAreaIsKnownAtAnyDepth() {
    assertThat(root.isOwn(".coffer/probe")).isTrue();
    assertThat(data.isOwn("data/2026/d/.Coffer/x")).isTrue();
    assertThat(data.isOwn("data/2026/d/coffer/x")).isFalse();
  }

  @Test
  void aKeyOutsideOfThePrefixHasNoName() {
    assertThatThrownBy(() -> data.name("data/2025/a")).isInstanceOf(StorageFailureException.class);
    assertThatThrownBy(() -> data.path("o")).isInstanceOf(StorageFailureException.class);
    assertThatThrownBy(() -> data.isOwn("o")).isInstanceOf(StorageFailureException.class);
  }

  @Test
  void aStoreIsNamedByItsUri() {
    assertThat(root).hasToString("s3://bucket");
    assertThat(data).hasToString("s3://bucket/data/2026");
  }
}
