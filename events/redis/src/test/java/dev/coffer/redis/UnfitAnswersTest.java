package dev.coffer.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cache.CacheOptions;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.spi.Diagnosis;
import dev.coffer.spi.StoreCache;
import io.valkey.Jedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Redis, or somebody on the way to it, that answers what no cache answers. */
@Timeout(120)
@Tag("servers")
class UnfitAnswersTest {
  private final InMemoryFileStore origin = new InMemoryFileStore();

  private static void change(Node node, String text) {
    node.store().write("a", text);
    assertThat(node.store().readString("a")).isEqualTo(text);
    assertThat(node.store().readString("warm")).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$2147483647", "*2147483647", "*1"})
  void anAnswerWithoutEndMakesNoCallFailAndRedisIsJoinedLater(String line) throws Exception {
    byte[] answer = (line + "\r\n").repeat(100_000).getBytes(StandardCharsets.US_ASCII);
    origin.write("warm", "x");
    try (RedisServer redis = RedisServer.start();
        TcpProxy network = new TcpProxy(redis.port())) {
      network.answer(answer);
      CacheOptions forGood = CacheOptions.DEFAULTS.ttl(Duration.ofHours(1));
      try (Node node = Node.of(origin, network.uri(), forGood)) {
        change(node, "before it is joined");
        network.heal();
        node.awaitCached("warm");
        network.answer(answer);
        for (int i = 0; i < 5; i++) {
          change(node, "value " + i);
        }
        network.heal();
        node.awaitCached("warm");
        change(node, "afterwards");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"$2147483647", "*1\r\n:5", "*2\r\n:5\r\n:5", ":7", "+OK", "*-1"})
  void whoAsksWhatIsThereHearsThatItIsNotKnown(String line) throws Exception {
    byte[] answer = (line + "\r\n").repeat(1000).getBytes(StandardCharsets.US_ASCII);
    origin.write("warm", "x");
    try (RedisServer redis = RedisServer.start();
        TcpProxy network = new TcpProxy(redis.port());
        Node node = Node.of(origin, network.uri())) {
      node.awaitCached("warm");
      network.answer(answer);
      Diagnosis diagnosis = node.store().unwrap(Diagnosis.class).orElseThrow();
      assertThat(diagnosis.facts()).containsKey("shared cache");
      StoreCache cache = node.store().unwrap(StoreCache.class).orElseThrow();
      assertThat(cache.places()).extracting(StoreCache.Place::kind).contains("shared");
    }
  }

  @Test
  void aKeyOfAnotherKindIsCountedAndCleared() throws Exception {
    origin.write("warm", "x");
    try (RedisServer redis = RedisServer.start();
        Node node = Node.patient(origin, redis.uri(), CacheOptions.DEFAULTS)) {
      node.awaitCached("warm");
      try (Jedis admin = new Jedis(redis.uri())) {
        String key = admin.keys("*:v:*").iterator().next();
        admin.del(key);
        admin.lpush(key, "foreign");
      }
      StoreCache cache = node.store().unwrap(StoreCache.class).orElseThrow();
      assertThat(shared(cache).files()).isEqualTo(1);
      assertThat(cache.clear()).extracting(StoreCache.Place::kind).contains("shared");
      assertThat(shared(cache).files()).isZero();
    }
  }

  private static StoreCache.Content shared(StoreCache cache) {
    return cache.places().stream()
        .filter(place -> place.kind().equals("shared"))
        .findFirst()
        .flatMap(StoreCache.Place::content)
        .orElseThrow();
  }
}
