package dev.coffer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import dev.coffer.delivery.BatchPolicy;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FakeReceiver;
import dev.coffer.testkit.ReceivedRequest;
import dev.coffer.testkit.Reply;
import dev.coffer.text.ProductVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What goes over the wire, byte for byte. */
@Timeout(120)
class WireFormatTest {
  private static final byte[] NO_TEXT = {(byte) 0xFF, 0, (byte) 0xFE};

  private final FakeReceiver receiver = new FakeReceiver();
  private final InMemoryFileStore below = new InMemoryFileStore();

  @AfterEach
  void close() {
    receiver.close();
  }

  private FileStore single() {
    return new WebHookFileStore(
        below, new InMemoryEventLog(), List.of(Hooks.to(receiver).waits(true).build()));
  }

  /** Sends everything in one batch, at the close. */
  private FileStore batched(long bytes) {
    BatchPolicy policy = new BatchPolicy(Duration.ofHours(1), Duration.ofHours(1), bytes);
    return new BatchedWebHookFileStore(
        below, new InMemoryEventLog(), List.of(Hooks.to(receiver).batch(policy).build()));
  }

  private List<String> bodies() {
    return receiver.requests().stream().map(ReceivedRequest::text).toList();
  }

  private List<String> lines() {
    return receiver.requests().stream().map(ReceivedRequest::toString).toList();
  }

  @Test
  void aWriteIsAPostOfItsContentAndADeleteADelete() {
    try (FileStore store = single()) {
      store.write(
          "a/b.txt",
          "hello".getBytes(StandardCharsets.UTF_8),
          WriteOptions.DEFAULTS.contentType("text/plain"));
      store.delete("a/b.txt");
      store.delete("never/there");
      store.write("empty", new byte[0]);
      store.write("bytes", NO_TEXT);
    }
    assertThat(lines())
        .containsExactly(
            "POST /hook/a/b.txt",
            "DELETE /hook/a/b.txt",
            "DELETE /hook/never/there",
            "POST /hook/empty",
            "POST /hook/bytes");
    List<ReceivedRequest> got = receiver.requests();
    assertThat(got.get(0).text()).isEqualTo("hello");
    assertThat(got.get(0).header("content-type")).contains("text/plain");
    assertThat(got.get(1).body()).isEmpty();
    assertThat(got.get(3).body()).isEmpty();
    assertThat(got.get(4).body()).isEqualTo(NO_TEXT);
    assertThat(got.get(0).header("user-agent")).contains("Coffer/" + ProductVersion.TEXT);
    assertThat(got.get(0).header("idempotency-key").orElse("")).hasSize(36);
  }

  @Test
  void aMoveIsAPostOfTheTargetAndADeleteOfTheSource() {
    below.write("from", "x");
    try (FileStore store = single()) {
      store.move("from", "to");
      store.copy("to", "copy");
    }
    assertThat(lines()).containsExactly("POST /hook/to", "DELETE /hook/from", "POST /hook/copy");
    assertThat(receiver.requests().get(0).text()).isEqualTo("x");
    String id = receiver.requests().get(0).header("idempotency-key").orElse("");
    assertThat(receiver.requests().get(1).header("idempotency-key")).contains(id + ".source");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "a b, /hook/a%20b",
        "'\ud83d\ude80', /hook/%F0%9F%9A%80",
        "caf\u00e9, /hook/caf%C3%A9",
        "a%2Fb, /hook/a%252Fb",
        "'a?b#c', /hook/a%3Fb%23c",
        "'a+b&c=d;e:f@g', /hook/a%2Bb%26c%3Dd%3Be%3Af%40g",
        "a/b/c, /hook/a/b/c",
        "~x_.-, /hook/~x_.-",
      })
  void thePathIsPercentEncoded(String path, String target) {
    try (FileStore store = single()) {
      store.write(path, "1");
    }
    assertThat(lines()).containsExactly("POST " + target);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/x, http://h/x/a%20b",
    "http://h/x/, http://h/x/a%20b",
    "http://h, http://h/a%20b",
    "http://h:81/x?key=1, http://h:81/x/a%20b?key=1",
    "https://h/a%2Fb, https://h/a%2Fb/a%20b",
  })
  void thePathFollowsThatOfTheUrl(String url, String expected) {
    assertThat(WebHookUrls.of(URI.create(url), FilePath.of("a b"))).hasToString(expected);
  }

  @Test
  void aBatchIsOneArrayOfTheLastChangeOfEachPathWhereItHappened() {
    try (FileStore store = batched(1 << 20)) {
      store.write("a", "old");
      store.write("b", "2");
      store.write("a", "new \"quoted\" \\ \n\t\u0001 \ud83d\ude80");
      store.delete("c");
      store.write("d", NO_TEXT);
      store.write("e", "");
      store.move("b", "f");
    }
    assertThat(lines()).containsExactly("POST /hook");
    assertThat(bodies().get(0))
        .isEqualTo(
            "[{\"method\":\"POST\",\"path\":\"a\",\"content\":\"new \\\"quoted\\\" \\\\"
                + " \\u000a\\u0009\\u0001 \ud83d\ude80\"},{\"method\":\"DELETE\",\"path\":\"c\"},"
                + "{\"method\":\"POST\",\"path\":\"d\",\"content\":\"/wD+\",\"encoding\":\"base64\"},"
                + "{\"method\":\"POST\",\"path\":\"e\",\"content\":\"\"},"
                + "{\"method\":\"POST\",\"path\":\"f\",\"content\":\"2\"},"
                + "{\"method\":\"DELETE\",\"path\":\"b\"}]");
    assertThat(receiver.requests().get(0).header("content-type")).contains("application/json");
  }

  @Test
  void tenThousandEventsAreInBatchesInOrder() {
    InMemoryFileStore there = new InMemoryFileStore();
    receiver.answer(new OpenHandsReceiver(there));
    try (FileStore store = batched(64 << 10)) {
      IntStream.range(0, 10_000).forEach(i -> store.write("d/" + i, "content " + i));
    }
    assertThat(there.list("d")).hasSize(10_000);
    assertThat(receiver.requests()).hasSizeBetween(2, 200);
    assertThat(there.readString("d/9999")).isEqualTo("content 9999");
  }

  @Test
  void contentsAtTheLimitAreOneBatchAndOneAboveItIsABatchOfItsOwn() {
    try (FileStore store = batched(1000)) {
      store.write("a", "x".repeat(400));
      store.write("b", "y".repeat(600));
      store.write("c", "z".repeat(1001));
      store.write("d", "1");
    }
    ObjectMapper json = new ObjectMapper();
    List<Integer> sizes =
        bodies().stream().map(body -> json.readTree(body)).map(JsonNode::size).toList();
    assertThat(sizes).containsExactly(2, 1, 1);
  }

  @Test
  void aLargeContentIsSentWholeInBothFormats() {
    byte[] large = "0123456789abcdef".repeat(3 << 16).getBytes(StandardCharsets.UTF_8);
    large[large.length - 1] = (byte) 0xFF;
    InMemoryFileStore there = new InMemoryFileStore();
    receiver.answer(new OpenHandsReceiver(there));
    try (FileStore store = batched(1 << 20)) {
      store.write("a", large);
    }
    try (FileStore store =
        new WebHookFileStore(
            new InMemoryFileStore(), new InMemoryEventLog(), List.of(Hooks.to(receiver).build()))) {
      store.write("b", large);
    }
    assertThat(there.readBytes("a")).isEqualTo(large);
    assertThat(there.readBytes("b")).isEqualTo(large);
  }

  @Test
  void headersAreSentAndWinOverCoffersOwn() {
    WebHook hook =
        Hooks.to(receiver).headers(Map.of("X-Session-API-Key", "k", "user-agent", "mine")).build();
    try (FileStore store = new WebHookFileStore(below, new InMemoryEventLog(), List.of(hook))) {
      store.write("a", "1");
    }
    ReceivedRequest request = receiver.requests().get(0);
    assertThat(request.header("x-session-api-key")).contains("k");
    assertThat(request.header("user-agent")).contains("mine");
  }

  @Test
  void aCloudEventReportsTheChangeWithoutItsContent() {
    WebHook hook = Hooks.to(receiver).format(Format.CLOUDEVENTS).waits(true).build();
    try (FileStore store = new WebHookFileStore(below, new InMemoryEventLog(), List.of(hook))) {
      store.write("a b", "secret");
      store.copy("a b", "c");
      store.delete("a b");
    }
    List<JsonNode> events =
        bodies().stream().map(body -> new ObjectMapper().readTree(body)).toList();
    JsonNode first = events.get(0);
    assertThat(first.get("specversion").asString()).isEqualTo("1.0");
    assertThat(first.get("type").asString()).isEqualTo("dev.coffer.file.written.v1");
    assertThat(first.get("subject").asString()).isEqualTo("a b");
    assertThat(first.get("source").asString()).isEqualTo("coffer:Memory(memory)");
    assertThat(Instant.parse(first.get("time").asString())).isNotNull();
    assertThat(first.get("data").get("size").asInt()).isEqualTo(6);
    assertThat(events.get(1).get("type").asString()).isEqualTo("dev.coffer.file.copied.v1");
    assertThat(events.get(1).get("data").get("source").asString()).isEqualTo("a b");
    assertThat(events.get(2).get("type").asString()).isEqualTo("dev.coffer.file.deleted.v1");
    assertThat(bodies().toString()).doesNotContain("secret");
    assertThat(receiver.requests().get(0).header("content-type").orElse(""))
        .startsWith("application/cloudevents+json");
  }

  @Test
  void cloudEventsInABatchAreAnArray() {
    WebHook hook = Hooks.to(receiver).format(Format.CLOUDEVENTS).build();
    try (FileStore store =
        new BatchedWebHookFileStore(below, new InMemoryEventLog(), List.of(hook))) {
      store.writeAll(Map.of("a", new byte[1], "b", new byte[1]));
    }
    assertThat(receiver.requests().get(0).header("content-type").orElse(""))
        .startsWith("application/cloudevents-batch+json");
    int count = 0;
    for (String body : bodies()) {
      JsonNode array = new ObjectMapper().readTree(body);
      assertThat(array.isArray()).isTrue();
      count += array.size();
    }
    assertThat(count).isEqualTo(2);
  }

  @Test
  void aRedirectIsNotFollowed() throws InterruptedException {
    receiver.answer(request -> Reply.status(307, "Location: " + receiver.uri() + "/other"));
    WebHook hook = Hooks.to(receiver).closeTimeout(Duration.ofMillis(1)).build();
    InMemoryEventLog log = new InMemoryEventLog();
    try (FileStore store = new WebHookFileStore(below, log, List.of(hook))) {
      store.write("a", "1");
      receiver.await(2);
    }
    assertThat(lines()).containsOnly("POST /hook/a");
    assertThat(log.deadLetters()).isEmpty();
    assertThat(log.receivers().get(0).pending()).isEqualTo(1);
  }

  @Test
  void aFileWithoutContentTypeIsSentWithoutUnlessItIsJson() {
    try (FileStore store = single()) {
      store.write("a.txt", "1");
      store.write("b.json", "{}");
      store.write(
          "c.json",
          "{}".getBytes(StandardCharsets.UTF_8),
          WriteOptions.DEFAULTS.contentType("application/ld+json"));
    }
    assertThat(receiver.requests())
        .extracting(request -> request.header("content-type").orElse("none"))
        .containsExactly("none", "application/json", "application/ld+json");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/my hook/, http://h/my%20hook/",
    "http://h/{x}?a=|, http://h/%7Bx%7D?a=%7C",
    "http://h/a%20b, http://h/a%20b",
    "http://h/100%?a[]=1%, http://h/100%25?a[]=1%25",
    "http://h/[x], http://h/%5Bx%5D",
    "HTTP://my_app:3000/x#y, http://my_app:3000/x",
    "http://[::1]:81, http://[::1]:81",
    "http://bücher.example/é, http://xn--bcher-kva.example/%C3%A9",
  })
  void whatAUrlMayNotHaveIsEncoded(String url, String expected) {
    assertThat(WebHook.builder(url).build().url()).hasToString(expected);
  }

  @Test
  void sequencesAreInOrderAsTexts() {
    WebHook hook = Hooks.to(receiver).format(Format.CLOUDEVENTS).waits(true).build();
    try (FileStore store = new WebHookFileStore(below, new InMemoryEventLog(), List.of(hook))) {
      for (int i = 0; i < 11; i++) {
        store.write("a", "" + i);
      }
    }
    ObjectMapper json = new ObjectMapper();
    assertThat(bodies())
        .extracting(body -> json.readTree(body).get("sequence").asString())
        .isSorted()
        .allMatch(sequence -> sequence.length() == 19)
        .last()
        .asString()
        .endsWith("011");
  }
}
