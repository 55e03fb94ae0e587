package dev.coffer.app.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonObjectsTest {
  private static List<String> events(String text) throws IOException {
    JsonObjects events =
        new JsonObjects(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    List<String> all = new ArrayList<>();
    for (byte[] event = events.next(); event != null; event = events.next()) {
      all.add(new String(event, StandardCharsets.UTF_8));
    }
    return all;
  }

  @Test
  void objectsOfAnArrayAndOfLinesComeAsTheyStand() throws IOException {
    assertThat(events("[\n  { \"a\" : 1 },\r\n  {}\n]\n")).containsExactly("{ \"a\" : 1 }", "{}");
    assertThat(events("{\"a\":1}\n{\"b\":[{}]}\n")).containsExactly("{\"a\":1}", "{\"b\":[{}]}");
    assertThat(events("[]")).isEmpty();
  }

  @Test
  void bracesInStringsAndEscapedQuotesEndNothing() throws IOException {
    String odd = "{\"}\":\"{ \\\" } \\\\\",\"é🚀\":{\"x\":\"]\"}}";
    assertThat(events("[" + odd + "," + odd + "]")).containsExactly(odd, odd);
  }

  @Test
  void whatIsNoSeriesOfObjectsIsTold() {
    for (String other : new String[] {"[1, 2]", "text", "{\"a\":1", "{\"a\":\"}", "\"{}\""}) {
      assertThatThrownBy(() -> events(other))
          .as(other)
          .isInstanceOf(JsonObjects.OtherTextException.class);
    }
  }

  @Test
  void anObjectWithoutEndIsNotHeld() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return '{';
          }
        };
    assertThatThrownBy(() -> new JsonObjects(endless).next()).hasMessageContaining("too large");
  }
}
