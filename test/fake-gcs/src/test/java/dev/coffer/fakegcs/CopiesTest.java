package dev.coffer.fakegcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rewrites and compositions. */
class CopiesTest {
  private static final String MIB_4 = "4194304";
  private static final String TO_B = "/storage/v1/b/box/o/a/rewriteTo/b/box/o/b";

  private final ManualClock clock = new ManualClock();
  private final Wire wire = new Wire(new FakeGcsServer(clock));

  @AfterEach
  void close() {
    wire.close();
  }

  private Wire.Reply put(String name, byte[] content) {
    return wire.send("POST", "/upload/storage/v1/b/box/o?uploadType=media&name=" + name, content);
  }

  private static String token(Wire.Reply reply) {
    return "rewriteToken=" + reply.at("rewriteToken");
  }

  @Test
  void aSmallObjectIsCopiedAtOnceWithItsFields() {
    wire.put("a", "hello");
    wire.patch("/storage/v1/b/box/o/a", "{\"contentType\":\"x/y\",\"metadata\":{\"k\":\"v\"}}");
    Wire.Reply copy = wire.post(TO_B, "");
    assertThat(copy.json().path("done").asBoolean()).isTrue();
    assertThat(copy.at("resource", "name")).isEqualTo("b");
    assertThat(copy.at("resource", "contentType")).isEqualTo("x/y");
    assertThat(copy.at("resource", "metadata", "k")).isEqualTo("v");
    assertThat(copy.at("objectSize")).isEqualTo("5");
  }

  @Test
  void fieldsOfTheRequestTakeThePlaceOfAll() {
    wire.put("a", "hello");
    wire.patch("/storage/v1/b/box/o/a", "{\"contentType\":\"x/y\",\"metadata\":{\"k\":\"v\"}}");
    Wire.Reply copy = wire.post(TO_B, "{\"contentType\":\"text/x\"}");
    assertThat(copy.at("resource", "contentType")).isEqualTo("text/x");
    assertThat(copy.json().path("resource").has("metadata")).isFalse();
  }

  @Test
  void aLargeObjectIsCopiedInSeveralCallsAndSeenAtTheEnd() {
    Wire.Reply source = put("a", Wire.random(9_000_000));
    Wire.Reply first = wire.post(TO_B, "");
    assertThat(first.json().path("done").asBoolean()).isFalse();
    assertThat(first.at("totalBytesRewritten")).isEqualTo(MIB_4);
    Wire.Reply second = wire.post(TO_B + "?" + token(first), "");
    assertThat(second.at("totalBytesRewritten")).isEqualTo("8388608");
    assertThat(wire.get("/storage/v1/b/box/o/b").status()).isEqualTo(404);
    Wire.Reply third = wire.post(TO_B + "?" + token(second), "");
    assertThat(third.json().path("done").asBoolean()).isTrue();
    assertThat(third.at("resource", "md5Hash")).isEqualTo(source.at("md5Hash"));
  }

  @Test
  void aCallCopiesNoMoreThanItIsAsked() {
    put("a", Wire.random(2_000_000));
    Wire.Reply first = wire.post(TO_B + "?maxBytesRewrittenPerCall=1048576", "");
    assertThat(first.at("totalBytesRewritten")).isEqualTo("1048576");
    assertThat(wire.post(TO_B + "?maxBytesRewrittenPerCall=10", "").status()).isEqualTo(400);
    assertThat(wire.post(TO_B + "?maxBytesRewrittenPerCall=1048577", "").status()).isEqualTo(400);
    wire.server.rewriteAtOnce(100);
    assertThat(wire.post(TO_B, "").at("totalBytesRewritten")).isEqualTo("100");
  }

  @Test
  void aTokenIsOfOneCopy() {
    put("a", Wire.random(9_000_000));
    Wire.Reply first = wire.post(TO_B, "");
    String elsewhere = "/storage/v1/b/box/o/a/rewriteTo/b/box/o/c?" + token(first);
    assertThat(wire.post(elsewhere, "").status()).isEqualTo(400);
    assertThat(wire.post(TO_B + "?rewriteToken=none", "").status()).isEqualTo(400);
  }

  @Test
  void aCallWhoseAnswerIsLostCanBeMadeAgain() {
    put("a", Wire.random(9_000_000));
    Wire.Reply first = wire.post(TO_B, "");
    Wire.Reply second = wire.post(TO_B + "?" + token(first), "");
    Wire.Reply again = wire.post(TO_B + "?" + token(first), "");
    assertThat(again.json()).isEqualTo(second.json());
  }

  @Test
  void aTokenExpiresAfterAWeek() {
    put("a", Wire.random(9_000_000));
    String next = TO_B + "?" + token(wire.post(TO_B, ""));
    clock.advance(Duration.ofDays(7));
    assertThat(wire.post(next, "").status()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    assertThat(wire.post(next, "").status()).isEqualTo(410);
  }

  @Test
  void aCopyUnderWayWhoseSourceIsReplacedIsNotFound() {
    put("a", Wire.random(9_000_000));
    Wire.Reply first = wire.post(TO_B, "");
    wire.put("a", "new");
    assertThat(wire.post(TO_B + "?" + token(first), "").status()).isEqualTo(404);
  }

  @Test
  void bothSidesOfACopyAreConditional() {
    String generation = wire.put("a", "hello").at("generation");
    assertThat(wire.post(TO_B + "?ifSourceGenerationMatch=1", "").status()).isEqualTo(412);
    assertThat(wire.post(TO_B + "?ifSourceMetagenerationMatch=2", "").status()).isEqualTo(412);
    assertThat(wire.post(TO_B + "?sourceGeneration=1", "").status()).isEqualTo(404);
    assertThat(wire.post(TO_B + "?ifGenerationMatch=1", "").status()).isEqualTo(412);
    String both = "?ifGenerationMatch=0&ifSourceGenerationMatch=" + generation;
    assertThat(wire.post(TO_B + both, "").status()).isEqualTo(200);
    assertThat(wire.post(TO_B + both, "").status()).isEqualTo(412);
  }

  @Test
  void classAndKeyOfACopyAreThoseOfItsBucketUnlessTheyAreNamed() {
    wire.put("c&kmsKeyName=k1", "hello");
    String cold = "/storage/v1/b/box/o/c/rewriteTo/b/box/o/a?destinationKmsKeyName=k1";
    Wire.Reply source = wire.post(cold, "{\"storageClass\":\"COLDLINE\"}");
    assertThat(source.at("resource", "storageClass")).isEqualTo("COLDLINE");
    Wire.Reply plain = wire.post(TO_B, "");
    assertThat(plain.at("resource", "storageClass")).isEqualTo("STANDARD");
    assertThat(plain.json().path("resource").has("kmsKeyName")).isFalse();
    Wire.Reply named =
        wire.post(TO_B + "?destinationKmsKeyName=k2", "{\"storageClass\":\"ARCHIVE\"}");
    assertThat(named.at("resource", "storageClass")).isEqualTo("ARCHIVE");
    assertThat(named.at("resource", "kmsKeyName")).startsWith("k2/");
  }

  private Wire.Reply compose(String target, String... names) {
    StringBuilder sources = new StringBuilder();
    for (String name : names) {
      sources.append(sources.length() == 0 ? "" : ",").append("{\"name\":\"" + name + "\"}");
    }
    String json = "{\"sourceObjects\":[" + sources + "],\"destination\":{\"contentType\":\"x/y\"}}";
    return wire.post("/storage/v1/b/box/o/" + target + "/compose", json);
  }

  @Test
  void objectsAreComposedOneAfterTheOther() {
    wire.put("a", "hel");
    put("b", Wire.random(300_000));
    Wire.Reply composed = compose("c", "a", "b", "a");
    assertThat(composed.at("size")).isEqualTo("300006");
    assertThat(composed.at("contentType")).isEqualTo("x/y");
    assertThat(composed.json().path("componentCount").asInt()).isEqualTo(3);
    assertThat(composed.json().has("md5Hash")).isFalse();
    assertThat(compose("d", "c", "a").json().path("componentCount").asInt()).isEqualTo(4);
    String target = "/download/storage/v1/b/box/o/c?alt=media";
    assertThat(wire.get(target, "Range", "bytes=0-2").text()).isEqualTo("hel");
    assertThat(wire.get(target, "Range", "bytes=300003-").text()).isEqualTo("hel");
  }

  @Test
  void aCompositionHasUpTo32SourcesThatAreThere() {
    wire.put("a", "x");
    String[] many = new String[33];
    Arrays.fill(many, "a");
    assertThat(compose("c", many).status()).isEqualTo(400);
    assertThat(compose("c", "a", "none").status()).isEqualTo(404);
    assertThat(compose("c").status()).isEqualTo(400);
    String stale =
        "{\"sourceObjects\":[{\"name\":\"a\",\"objectPreconditions\":"
            + "{\"ifGenerationMatch\":\"1\"}}]}";
    assertThat(wire.post("/storage/v1/b/box/o/c/compose", stale).status()).isEqualTo(412);
  }
}
