package dev.coffer.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiverNameTest {
  @Test
  void aHashStandsForPathAndQuery() {
    assertThat(ReceiverName.of("https://h:81", "/services/SECRET?key=1"))
        .isEqualTo("https://h:81/540f6d51ba8d2c90");
  }

  @Test
  void aNameThatShowsAPathIsShownAsTheOneOfThatReceiver() {
    String name = ReceiverName.of("http+batch://h", "/a?k=SECRET");
    assertThat(ReceiverName.shown("http+batch://h/a?k=SECRET")).isEqualTo(name);
    assertThat(ReceiverName.shown(name)).isEqualTo(name);
  }

  @Test
  void whatHidesNothingStaysAsItIs() {
    for (String name : new String[] {"kafka", "http://h", "http://h/"}) {
      assertThat(ReceiverName.shown(name)).isEqualTo(name);
    }
    assertThat(ReceiverName.of("http://h", "")).isEqualTo("http://h");
    assertThat(ReceiverName.of("http://h", "/")).isEqualTo("http://h/");
  }
}
