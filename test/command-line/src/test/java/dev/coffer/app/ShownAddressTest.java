package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.event.ReceiverName;
import org.junit.jupiter.api.Test;

class ShownAddressTest {
  /** The one by which an outbox knows the receiver. */
  private static String named(String host, String url) {
    return ReceiverName.of(host, url.substring(host.length()));
  }

  @Test
  void pathAndQueryAreShownAsAHash() {
    for (String url :
        new String[] {
          "https://hooks.example/services/T0/SECRET",
          "http://h:1/?key=SECRET",
          "http://h:1?key=SECRET",
          "http://h:1#SECRET",
          "http://h/T0,SECRET",
          "http://h/T0;SECRET)SECRET",
        }) {
      String host = url.replaceFirst("^(https?://[^/?#]*).*", "$1");
      assertThat(ShownAddress.shown("webhook.url   " + url + "  (URI)"))
          .isEqualTo("webhook.url   " + named(host, url) + "  (URI)");
    }
  }

  @Test
  void whatFollowsAUrlStays() {
    String url = "http://h/SECRET";
    String shown = named("http://h", url);
    assertThat(ShownAddress.shown(url + ": pending 0, dead 0"))
        .isEqualTo(shown + ": pending 0, dead 0");
    assertThat(ShownAddress.shown("{\"value\":\"" + url + "\"}"))
        .isEqualTo("{\"value\":\"" + shown + "\"}");
    assertThat(ShownAddress.shown("(no connection to " + url + ")"))
        .isEqualTo("(no connection to " + shown + ")");
  }

  @Test
  void theLettersOfASchemeDoNotMatter() {
    assertThat(ShownAddress.shown("HTTPS://h/SECRET")).doesNotContain("SECRET");
  }

  @Test
  void credentialsAreNotShown() {
    for (String end : new String[] {"/x", "/", ""}) {
      assertThat(ShownAddress.shown("http://user:SECRET@h" + end)).doesNotContain("SECRET", "user");
    }
  }

  @Test
  void onlyASpaceEndsAUrlThatIsAValue() {
    assertThat(ShownAddress.ofValue("http://h/\"}SECRET, http://i"))
        .isEqualTo(named("http://h", "http://h/\"}SECRET,") + " http://i");
  }

  @Test
  void whatTellsNothingStays() {
    for (String text :
        new String[] {"http://h:1", "http://h/", "http://h/1a2b3c4d: pending", "s3://b/x", "a b"}) {
      assertThat(ShownAddress.shown(text)).isEqualTo(text);
    }
  }

  @Test
  void aStoreIsShownWithoutUserPasswordAndParameters() {
    assertThat(
            ShownAddress.ofStore(
                "s3://user:SECRET@b/p?endpoint=http://u:SECRET@h/&x=SECRET#SECRET"))
        .isEqualTo("s3://b/p");
    assertThat(ShownAddress.ofStore("s3://SECRET@b")).isEqualTo("s3://b");
    assertThat(ShownAddress.ofStore("//user:SECRET@b/p")).isEqualTo("//b/p");
    assertThat(ShownAddress.ofStore("https://u:SECRET@h/SECRET?SECRET"))
        .startsWith("https://h/")
        .doesNotContain("SECRET");
  }

  @Test
  void theNameOfAStoreAndAPathAreShownAsTheyAre() {
    for (String word : new String[] {"@name/d", "a@b/c", "file:./data", "file:/a@b/c", "d/?x#"}) {
      assertThat(ShownAddress.ofStore(word)).isEqualTo(word);
    }
  }
}
