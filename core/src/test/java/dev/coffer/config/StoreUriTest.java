package dev.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreUriTest {
  private static StoreUri refused(String uri) {
    return StoreUri.parse(new Setting("uri", uri, Setting.URI), "a file store");
  }

  @ParameterizedTest
  @CsvSource({
    "memory:,memory,'',''",
    "memory:name,memory,'',name",
    "file:/var/data,file,'',/var/data",
    "file:./data,file,'',./data",
    "file:///var/data,file,'',/var/data",
    "FILE:~/data,file,'',~/data",
    "s3://bucket/a/b,s3,bucket,/a/b",
    "s3://bucket,s3,bucket,''",
    "x+y-1.2:p,x+y-1.2,'',p"
  })
  void aUriHasSchemeAuthorityAndPath(String uri, String scheme, String authority, String path) {
    StoreUri parts = StoreUri.parse(uri);
    assertThat(parts.scheme()).isEqualTo(scheme);
    assertThat(parts.authority()).isEqualTo(authority);
    assertThat(parts.path()).isEqualTo(path);
  }

  @Test
  void parametersAreReadAfterTheFirstQuestionMark() {
    StoreUri uri = StoreUri.parse("s3://b?endpoint=http://localhost:9000/?x&pathStyle=true&&k=");
    assertThat(uri.parameters())
        .containsEntry("endpoint", "http://localhost:9000/?x")
        .containsEntry("pathStyle", "true")
        .containsEntry("k", "")
        .hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "a%20b,a b",
    "a+b,a+b",
    "%252e,%2e",
    "%C3%A9,\u00e9",
    "%c3%a9/%E2%82%AC,\u00e9/\u20ac",
    "%F0%9F%98%80\u00e9,\ud83d\ude00\u00e9",
    "a%2Fb,a/b",
    "%3F%23,?#"
  })
  void partsArePercentDecodedOnce(String encoded, String decoded) {
    assertThat(StoreUri.parse("file:" + encoded).path()).isEqualTo(decoded);
    assertThat(StoreUri.parse("x://h?k=" + encoded).parameters()).containsEntry("k", decoded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%2", "%zz", "%-1", "%+f", "%\u0661\u0661"})
  void aPercentSignWithoutTwoDigitsIsRefused(String part) {
    assertRefused("file:" + part, "'%25'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%ff", "%c3", "%ed%a0%80", "%c0%ae"})
  void bytesThatAreNoUtf8AreRefused(String part) {
    assertRefused("file:" + part, "UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "data", "/var/data", "./data", ":x", "1a:x", "a b:c", "~/x:y"})
  void aUriWithoutASchemeIsRefused(String uri) {
    assertRefused(uri, "file:PATH");
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertRefused("file:/\ud800%20", "surrogate");
    assertRefused("file:/a#b", "'%23'");
    assertRefused("memory:?a=1&a=2", "twice");
    assertRefused("memory:?flag", "'flag' has no value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://AKIA1:hush@bucket/a", "s3://AKIA1%3Ahush%40bucket?x=y"})
  void aUserAndPasswordAreRefusedAndNotShown(String uri) {
    assertThatThrownBy(() -> refused(uri))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("credentials never stand in a URI")
        .hasMessageNotContainingAny("AKIA1", "hush");
  }

  @Test
  void parametersAreNotShown() {
    assertThat(StoreUri.parse("s3://b/p?secretKey=hush")).hasToString("s3://b/p");
  }

  private static void assertRefused(String uri, String reason) {
    assertThatThrownBy(() -> refused(uri))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(reason);
  }
}
