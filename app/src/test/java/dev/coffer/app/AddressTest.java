package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTest {
  private static String hash(String url) {
    return Integer.toHexString(url.hashCode());
  }

  @Test
  void pathAndQueryAreShownAsAHash() {
    for (String url :
        new String[] {
          "https://hooks.example/services/T0/SECRET",
          "http://h:1/?key=SECRET",
          "http://h:1?key=SECRET",
          "http://h:1#SECRET"
        }) {
      String host = url.replaceFirst("^(https?://[^/?#]*).*", "$1");
      assertThat(Address.shown("webhook.url   " + url + "  (URI)"))
          .isEqualTo("webhook.url   " + host + "/" + hash(url) + "  (URI)");
    }
  }

  @Test
  void whatFollowsAUrlStays() {
    String url = "http://h/SECRET";
    String shown = "http://h/" + hash(url);
    assertThat(Address.shown(url + ": pending 0, dead 0")).isEqualTo(shown + ": pending 0, dead 0");
    assertThat(Address.shown("{\"value\":\"" + url + "\"}"))
        .isEqualTo("{\"value\":\"" + shown + "\"}");
    assertThat(Address.shown("(no connection to " + url + ")"))
        .isEqualTo("(no connection to " + shown + ")");
  }

  @Test
  void credentialsAreNotShown() {
    assertThat(Address.shown("http://user:SECRET@h/x")).doesNotContain("SECRET", "user");
  }

  @Test
  void whatTellsNothingStays() {
    for (String text :
        new String[] {"http://h:1", "http://h/", "http://h/1a2b3c4d: pending", "s3://b/x", "a b"}) {
      assertThat(Address.shown(text)).isEqualTo(text);
    }
  }
}
