package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast check takes nothing that the parser refuses. */
class JsonCheckTest {
  private static final List<String> EVENTS =
      List.of(
          "{}",
          " {\"a\" : [ ] , \"b\":{ } }\r\n\t",
          "{\"id\": 1, \"n\": [0, -0, 1.5, -1e5, 1E+2, 2e-3, 10], \"b\": [true, false, null]}",
          "{\"t\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00Fc \u00fc \ud83c\udf89\", \"\": {\"x\": [[]]}}");

  /** What breaks a text when it is put somewhere into it. */
  private static final String PIECES = "{}[]\":,\\\"\\u0 1-+.eEtfn\n\u0000NaNInfinity'/";

  private static boolean isObject(String json) {
    return JsonCheck.isObject(json.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isParsed(String json) {
    try {
      JsonDocument.parseObject(json);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void whatTheServersWriteIsRecognised() {
    assertThat(EVENTS).allMatch(JsonCheckTest::isObject);
  }

  @Test
  void noBeginningOfAnObjectIsOne() {
    for (String event : EVENTS) {
      for (int end = 0; end < event.strip().length(); end++) {
        assertThat(isObject(event.substring(0, end))).as(event.substring(0, end)).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "\"\"",
        "null",
        "{} {}",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":-}",
        "{\"a\":1e}",
        "{\"a\":+1}",
        "{\"a\":tru}",
        "{\"a\":[1,]}",
        "{\"a\":[1}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u00g0\"}",
        "{\"a\":1 2}",
        "{'a':1}"
      })
  void whatIsNoObjectIsNone(String json) {
    assertThat(isObject(json)).isFalse();
    assertThat(isParsed(json)).isFalse();
  }

  @Test
  void noCharacterThatNeedsAnEscapeIsPassedOverAnywhereInAText() {
    for (int place = 0; place < 20; place++) {
      byte[] json = ("{\"" + "a".repeat(20) + "\":1}").getBytes(StandardCharsets.UTF_8);
      for (int c = 0; c < 256; c++) {
        json[2 + place] = (byte) c;
        boolean plain = c >= ' ' && c != '"' && c != '\\';
        assertThat(JsonCheck.isObject(json)).as("%d at %d", c, place).isEqualTo(plain);
      }
    }
  }

  @Test
  void nothingIsTakenThatTheParserRefuses() {
    long seed = Long.getLong("coffer.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder changed = new StringBuilder(EVENTS.get(random.nextInt(EVENTS.size())));
      for (int change = random.nextInt(3); change >= 0; change--) {
        change(changed, random);
      }
      String json = changed.toString();
      if (isObject(json)) {
        assertThat(isParsed(json)).as("coffer.seed=%d: %s", seed, json).isTrue();
      }
    }
  }

  private static void change(StringBuilder json, Random random) {
    int at = random.nextInt(json.length() + 1);
    if (random.nextBoolean() && at < json.length()) {
      json.delete(at, Math.min(json.length(), at + 1 + random.nextInt(3)));
    } else {
      int piece = random.nextInt(PIECES.length());
      json.insert(at, PIECES, piece, Math.min(PIECES.length(), piece + 1 + random.nextInt(2)));
    }
  }
}
