package dev.coffer.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.cache.CacheOptions;
import dev.coffer.cache.CachingFileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.Operation;
import io.valkey.Connection;
import io.valkey.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is read while Redis is away, slow or cut off, and after it is back. */
@Timeout(120)
@Tag("servers")
class OutageTest {
  private final InMemoryFileStore origin = new InMemoryFileStore();

  /** A node that keeps files for good, so that only what it hears makes it current. */
  private Node node(String uri) {
    return Node.of(origin, uri, CacheOptions.DEFAULTS.ttl(Duration.ofHours(1)));
  }

  @Test
  void aStoreOpensAndWorksWithoutItsRedis() {
    try (Node node = node("redis://127.0.0.1:1")) {
      node.store().write("a", "one");
      assertThat(node.store().readString("a")).isEqualTo("one");
      origin.write("a", "two");
      assertThat(node.store().readString("a")).isEqualTo("two");
      node.store().delete("a");
      assertThat(node.store().exists("a")).isFalse();
    }
  }

  @Test
  void whileRedisIsAwayEachReadIsChecked() throws Exception {
    origin.write("warm", "x");
    try (RedisServer redis = RedisServer.start();
        Node one = node(redis.uri());
        Node other = node(redis.uri())) {
      one.store().write("a", "old");
      assertThat(other.store().readString("a")).isEqualTo("old");
      redis.kill();
      other.awaitText("a", "old");
      one.store().write("a", "new");
      other.awaitText("a", "new");
      for (int i = 0; i < 20; i++) {
        one.store().write("a", "value " + i);
        assertThat(one.store().readString("a")).isEqualTo("value " + i);
        assertThat(other.store().readString("a")).isEqualTo("value " + i);
      }
      redis.restart();
      one.awaitCached("warm");
      other.awaitCached("warm");
      assertThat(other.store().readString("a")).isEqualTo("value 19");
      one.store().write("a", "last");
      other.awaitText("a", "last");
    }
  }

  /** Redis has saved an old value when it is replaced. */
  private static void replaceWhatIsSaved(Node one, RedisServer redis) {
    one.store().write("a", "old");
    assertThat(one.store().readString("a")).isEqualTo("old");
    try (Connection connection =
        RedisAddress.parse(redis.uri(), Optional.empty()).connect(Duration.ofSeconds(30))) {
      connection.sendCommand(Protocol.Command.SAVE);
      Object unused = connection.getOne();
    }
    one.store().write("a", "new");
  }

  @Test
  void aRedisThatComesBackWithOldValuesServesNoneOfThem() throws Exception {
    origin.write("warm", "x");
    try (RedisServer redis = RedisServer.start();
        Node one = node(redis.uri())) {
      replaceWhatIsSaved(one, redis);
      redis.kill();
      redis.restart();
      one.awaitCached("warm");
      assertThat(one.store().readString("a")).isEqualTo("new");
      try (Node later = node(redis.uri())) {
        assertThat(later.store().readString("a")).isEqualTo("new");
      }
    }
  }

  @Test
  void aRedisThatComesBackWithOldValuesWithoutTheirWriterHasThemChecked() throws Exception {
    try (RedisServer redis = RedisServer.start()) {
      try (Node one = node(redis.uri())) {
        replaceWhatIsSaved(one, redis);
      }
      redis.kill();
      redis.restart();
      try (Node later = node(redis.uri())) {
        assertThat(later.store().readString("a")).isEqualTo("new");
      }
    }
  }

  @Test
  void aPausedRedisHoldsNobodyUp() throws Exception {
    origin.write("warm", "x");
    try (RedisServer redis = RedisServer.start();
        Node one = node(redis.uri())) {
      one.store().write("a", "old");
      one.awaitCached("warm");
      redis.pause();
      for (int i = 0; i < 1000; i++) {
        one.store().write("a", "value " + i);
        assertThat(one.store().readString("a")).isEqualTo("value " + i);
      }
      redis.resume();
      one.awaitCached("warm");
      assertThat(one.store().readString("a")).isEqualTo("value 999");
    }
  }

  @Test
  void aRedisThatIsCutOffSilentlyIsMissed() throws Exception {
    origin.write("warm", "x");
    try (RedisServer redis = RedisServer.start();
        TcpProxy network = new TcpProxy(redis.port());
        Node far = node(network.uri());
        Node near = node(redis.uri())) {
      near.store().write("a", "old");
      assertThat(far.store().readString("a")).isEqualTo("old");
      far.awaitCached("warm");
      network.silence();
      near.store().write("a", "new");
      far.awaitText("a", "new");
      network.heal();
      far.awaitCached("warm");
      near.store().write("a", "newest");
      far.awaitText("a", "newest");
    }
  }

  @Test
  void whatWasWrittenWhileCutOffIsSeenByTheOthersWhenTheNetworkIsBack() throws Exception {
    origin.write("warm", "x");
    try (RedisServer redis = RedisServer.start();
        TcpProxy network = new TcpProxy(redis.port());
        Node far = node(network.uri());
        Node near = node(redis.uri())) {
      near.store().write("a", "old");
      assertThat(near.store().readString("a")).isEqualTo("old");
      far.awaitCached("warm");
      network.cut();
      far.store().write("a", "new");
      assertThat(far.store().readString("a")).isEqualTo("new");
      network.heal();
      near.awaitText("a", "new");
      assertThat(far.store().readString("a")).isEqualTo("new");
    }
  }

  @Test
  void ofTwoHandlesOfOneProcessTheOneThatIsCutOffTellsThroughTheOther() throws Exception {
    FileStore process = Node.apart(origin);
    CacheOptions options = CacheOptions.DEFAULTS.ttl(Duration.ofHours(1));
    try (RedisServer redis = RedisServer.start();
        TcpProxy network = new TcpProxy(redis.port());
        Node far = Node.besides(process, network.uri(), options);
        Node near = Node.besides(process, redis.uri(), options);
        Node another = node(redis.uri())) {
      far.store().write("a", "old");
      far.store().write("dir/b", "old");
      network.cut();
      assertThat(near.store().readString("a")).isEqualTo("old");
      assertThat(near.store().readString("dir/b")).isEqualTo("old");
      assertThat(another.store().readString("a")).isEqualTo("old");
      far.store().write("a", "new");
      assertThat(near.store().readString("a")).isEqualTo("new");
      another.awaitText("a", "new");
      far.store().deleteDirectory("dir");
      origin.write("dir/b", "new");
      assertThat(near.store().readString("dir/b")).isEqualTo("new");
    }
  }

  @Test
  void aHandleWithoutRedisTellsThroughTheOneThatHasIt() {
    FileStore process = Node.apart(origin);
    try (RedisServer redis = RedisServer.start();
        FileStore plain = new CachingFileStore(process, CacheOptions.DEFAULTS);
        Node shared = Node.besides(process, redis.uri(), CacheOptions.DEFAULTS)) {
      plain.write("a", "old");
      assertThat(shared.store().readString("a")).isEqualTo("old");
      plain.write("a", "new");
      assertThat(shared.store().readString("a")).isEqualTo("new");
    }
  }

  @Test
  void aProcessThatWritesAllTheTimeJoinsAgain() throws Exception {
    AtomicBoolean isDone = new AtomicBoolean();
    origin.write("warm", "x");
    try (RedisServer redis = RedisServer.start();
        TcpProxy network = new TcpProxy(redis.port());
        Node node = node(network.uri())) {
      Thread writer =
          new Thread(
              () -> {
                while (!isDone.get()) {
                  var unused = node.store().write("b", "x");
                }
              });
      writer.start();
      network.cut();
      node.awaitText("warm", "x");
      network.heal();
      node.awaitCached("warm");
      assertThat(writer.isAlive()).isTrue();
      isDone.set(true);
      writer.join();
    } finally {
      isDone.set(true);
    }
  }

  /** A server that answers with what no client of Redis can understand, or not at all. */
  @Test
  void whatIsNoRedisMakesNoCallFail() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread answering =
          new Thread(
              () -> {
                while (!server.isClosed()) {
                  try (Socket client = server.accept()) {
                    client
                        .getOutputStream()
                        .write("HTTP/1.1 400 no\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    InputStream in = client.getInputStream();
                    int unused = in.read();
                  } catch (IOException e) {
                    // It hung up.
                  }
                }
              });
      answering.setDaemon(true);
      answering.start();
      try (Node node = node("redis://127.0.0.1:" + server.getLocalPort())) {
        node.store().write("a", "one");
        assertThat(node.store().readString("a")).isEqualTo("one");
        assertThat(node.below().count(Operation.READ)).isEqualTo(1);
      }
    }
  }
}
