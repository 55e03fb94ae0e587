package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEtagsTest {
  @ParameterizedTest
  @ValueSource(strings = {"*", "a, b", "a,b", "W/\"a\"", "\"a\"", "", " ", "ä", "a\r\nX: y"})
  void whatAHeaderWouldTakeForSomethingElseIsNoEtag(String etag) {
    assertThat(HttpEtags.isPossible(etag)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x8DC", "d41d8cd98f00b204e9800998ecf8427e-3", "123"})
  void etagsOfServicesArePossible(String etag) {
    assertThat(HttpEtags.isPossible(etag)).isTrue();
    assertThat(HttpEtags.unquoted(HttpEtags.quoted(etag))).isEqualTo(etag);
  }

  @Test
  void noEtagIsEmpty() {
    assertThat(HttpEtags.unquoted(null)).isEmpty();
  }
}
