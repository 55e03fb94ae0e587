package dev.coffer.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
  void aPasswordInTheAddressIsRefusedFromWhereverItComesAndNotShown() throws IOException {
    String address = "redis://ada:secret@127.0.0.1:1";
    Path named =
        Files.writeString(
            root.resolve("stores.properties"),
            """
        stores.work.uri=file:%s/files?cache.redis.store=s
        stores.work.cache.redis=%s
        """
                .formatted(root, address));
    FileStoreConfig.Builder config = FileStoreConfig.builder().environment(Map.of());
    String uri = "file:%s?cache.redis.store=s".formatted(root);
    assertRefused(config.uri(uri + "&cache.redis=" + address), "cache.redis holds a password");
    assertRefused(config.uri(uri).option("cache.redis", address), "cache.redis holds a password");
    assertRefused(
        FileStoreConfig.builder()
            .environment(Map.of("COFFER_CONFIG", named.toString()))
            .uri("@work"),
        "stores.properties:2");
    assertRefused(
        FileStoreConfig.builder().environment(Map.of("COFFER_CACHE_REDIS", address)).uri(uri),
        "COFFER_CACHE_REDIS");
  }

  private static void assertRefused(FileStoreConfig.Builder config, String source) {
    assertThatThrownBy(() -> FileStores.open(config.build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(source)
        .hasMessageContaining("give cache.redis.password")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "memory:?cache.redis=redis://x, no use for a store that ends with the process",
    "file:?cache.redis=redis://x, needs cache.redis.store for a local store",
    "file:?cache.redis=http://ada:secret@x&cache.redis.store=s, it must be redis://host:port",
    "file:?cache.redis=redis://x&cache.redis.store=s&cache.redis.timeout=2m, may take 1ms to 1m",
    "file:?cache.redis=redis://:secret@x&cache.redis.store=s, holds a password",
    "file:?cache.redis.store=s, has no effect without cache.redis",
  })
  void aSettingThatCannotWorkIsRefused(String uri, String reason) {
    assertThatThrownBy(() -> open(uri.replace("file:", "file:" + root), ""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("secret@");
  }

  @ParameterizedTest
  @CsvSource({"COFFER_CACHE_REDIS, http://h", "COFFER_CACHE_REDIS_TIMEOUT, 2m"})
  void theErrorOfAWrongSettingNamesWhereItCameFrom(String variable, String value) {
    Map<String, String> environment = new HashMap<>(Map.of("COFFER_CACHE_REDIS", "redis://h"));
    environment.put(variable, value);
    FileStoreConfig.Builder config =
        FileStoreConfig.builder()
            .environment(environment)
            .uri("file:%s?cache.redis.store=s".formatted(root));
    assertThatThrownBy(() -> FileStores.open(config.build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("variable " + variable + ")");
  }
}
