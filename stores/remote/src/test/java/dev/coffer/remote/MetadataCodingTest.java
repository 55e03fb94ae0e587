package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataCodingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "a b", "grüße", "🎈", " both ends ", "=?UTF-8?B?eA==?=", "="})
  void aValueIsReadAsItWasWrittenAndIsAsciiMeanwhile(String value) {
    String header = MetadataCoding.encode(value, false);
    assertThat(header).isEqualTo(header.strip()).matches("[ -~]*");
    assertThat(MetadataCoding.decode(header)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "=?UTF-8?B?Z3LDvMOfZQ==?=,grüße",
    "=?utf-8?q?gr=C3=BC=C3=9Fe_da?=,grüße da",
    "=?ISO-8859-1?Q?gr=FC=DFe?=,grüße",
    "=?UTF-8?Q?a?= =?UTF-8?Q?b?=,ab",
    "before =?UTF-8?Q?a?= after,before a after",
    "=?nonsense?Q?a?=,=?nonsense?Q?a?=",
    "=?UTF-8?B?***?=,=?UTF-8?B?***?=",
    "=?UTF-8?Q?=zz?=,=?UTF-8?Q?=zz?=",
  })
  void whatOthersWroteIsRead(String header, String value) {
    assertThat(MetadataCoding.decode(header)).isEqualTo(value);
  }

  @ParameterizedTest
  @EnumSource(MetadataCoding.class)
  void everyKeyAndValueIsReadAsItWasWritten(MetadataCoding coding) {
    Map<String, String> metadata = new HashMap<>();
    for (String key :
        List.of("author", "page-count", "2nd", "-2nd", "--", "coffer-write", "-coffer-write")) {
      metadata.put(key, "of " + key);
    }
    metadata.put("empty", "");
    metadata.put("a--b", "grüße");
    Map<String, String> stored = coding.encoded(WriteId.next().with(metadata));
    assertThat(stored).hasSize(metadata.size() + 1);
    assertThat(coding.decoded(new HashMap<>(stored))).isEqualTo(metadata);
  }

  @Test
  void keysAreIdentifiersAndValuesNotEmptyWhereTheServiceTakesNothingElse() {
    Map<String, String> stored =
        MetadataCoding.IDENTIFIERS.encoded(
            WriteId.next().with(Map.of("page-count", "", "2nd", "x")));
    assertThat(stored)
        .containsOnlyKeys("page_count", "_2nd", "_coffer_write")
        .allSatisfy((key, value) -> assertThat(value).isNotEmpty());
  }

  @ParameterizedTest
  @EnumSource(MetadataCoding.class)
  void theIdOfAWriteIsFoundAndHidden(MetadataCoding coding) {
    WriteId id = WriteId.next();
    Map<String, String> stored = new HashMap<>(coding.encoded(id.with(Map.of("author", "ada"))));
    assertThat(coding.decoded(stored)).isEqualTo(Map.of("author", "ada"));
    assertThat(coding.isOf(id, stored)).isTrue();
    assertThat(coding.isOf(WriteId.next(), stored)).isFalse();
  }

  @Test
  void keysOfOthersAreReadInLowerCase() {
    assertThat(MetadataCoding.HEADERS.decoded(new HashMap<>(Map.of("Author", "ada"))))
        .isEqualTo(Map.of("author", "ada"));
  }
}
