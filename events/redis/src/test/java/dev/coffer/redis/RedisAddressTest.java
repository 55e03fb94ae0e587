package dev.coffer.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.config.Secret;
import io.valkey.Connection;
import io.valkey.Protocol;
import io.valkey.exceptions.JedisException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static RedisAddress parse(String uri) {
    return RedisAddress.parse(uri, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "redis://cache, redis://cache:6379",
    "redis://cache:1/, redis://cache:1",
    "redis://my_cache:/, redis://my_cache:6379",
    "rediss://cache:1/3, rediss://cache:1/3",
    "redis://ada:secret@cache:1, redis://cache:1",
    "redis://:secret@[::1]:1, redis://[::1]:1",
  })
  void anAddressPrintsWithoutItsLogin(String uri, String shown) {
    assertThat(parse(uri)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cache:6379",
        "http://cache",
        "redis://",
        "redis://:secret@",
        "redis://secret@a b",
        "redis://cache/x",
        "redis://cache?secret=1",
        "redis:///3",
        "redis://cache:0",
        "redis://cache:-1",
        "redis://cache:65536",
        "redis://cache:99999999999",
        "redis://cache:port",
      })
  void whatIsNoAddressIsRefusedWithoutShowingIt(String uri) {
    assertThatThrownBy(() -> parse(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redis://host:port")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void theUriNamesUserPasswordAndDatabase() {
    RedisAddress address = parse("redis://ada:s%3Acret@cache/7");
    assertThat(address.user()).contains("ada");
    assertThat(address.password().map(Secret::reveal)).contains("s:cret");
    assertThat(address.database()).isEqualTo(7);
  }

  @Test
  void aPasswordOfItsOwnIsUsedInsteadOfThatInTheUri() {
    try (RedisServer server = RedisServer.start("--requirepass", "right")) {
      String uri = server.uri().replace("//", "//:wrong@");
      RedisAddress refused = parse(uri);
      assertThatThrownBy(() -> refused.connect(PATIENCE)).isInstanceOf(JedisException.class);
      RedisAddress right = RedisAddress.parse(uri, Optional.of(new Secret("right")));
      try (Connection connection = right.connect(PATIENCE)) {
        connection.sendCommand(Protocol.Command.PING);
        assertThat((byte[]) connection.getOne()).asString(StandardCharsets.UTF_8).isEqualTo("PONG");
      }
    }
  }
}
