package dev.coffer.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisCacheProviderTest {
  @TempDir private Path root;

  private static FileStore open(String uri, String password) {
    FileStoreConfig.Builder config = FileStoreConfig.builder().uri(uri);
    if (!password.isEmpty()) {
      config.option("cache.redis.password", password);
    }
    return FileStores.open(config.build());
  }

  @Test
  void twoStoresOfOneNameShareTheirFiles() {
    try (RedisServer redis = RedisServer.start("--requirepass", "secret")) {
      String uri = "file:%s?cache.redis=%s&cache.redis.store=s".formatted(root, redis.uri());
      try (FileStore one = open(uri, "secret");
          FileStore other = open(uri, "secret")) {
        assertThat(one.toString()).startsWith("Observed(Cached(Local(").doesNotContain("secret");
        one.write("a", "text");
        assertThat(other.readString("a")).isEqualTo("text");
      }
    }
  }

  @Test
  void aWrongPasswordMakesNoCallFail() {
    try (RedisServer redis = RedisServer.start("--requirepass", "secret");
        FileStore store =
            open(
                "file:%s?cache.redis=%s&cache.redis.store=s".formatted(root, redis.uri()),
                "wrong")) {
      store.write("a", "text");
      assertThat(store.readString("a")).isEqualTo("text");
    }
  }

  @Test
  void aPasswordStandsInAnOptionButNotInTheUriOfTheStore() {
    FileStoreConfig config =
        FileStoreConfig.builder()
            .uri("file:%s?cache.redis.store=s".formatted(root))
            .option("cache.redis", "redis://ada:secret@127.0.0.1:1")
            .build();
    try (FileStore store = FileStores.open(config)) {
      assertThat(store.toString()).doesNotContain("secret");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "memory:?cache.redis=redis://x, no use for a store that ends with the process",
    "file:?cache.redis=redis://x, needs cache.redis.store for a local store",
    "file:?cache.redis=http://ada:secret@x&cache.redis.store=s, it must be redis://host:port",
    "file:?cache.redis=redis://x&cache.redis.store=s&cache.redis.timeout=2m, may take 1ms to 1m",
    "file:?cache.redis=redis://:secret@x&cache.redis.store=s, credentials never stand in a URI",
    "file:?cache.redis.store=s, has no effect without cache.redis",
  })
  void aSettingThatCannotWorkIsRefused(String uri, String reason) {
    assertThatThrownBy(() -> open(uri.replace("file:", "file:" + root), ""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("secret@");
  }
}
