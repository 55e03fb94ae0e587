package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataCodingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "a b", "grüße", "🎈", " both ends ", "=?UTF-8?B?eA==?=", "="})
  void aValueIsReadAsItWasWrittenAndIsAsciiMeanwhile(String value) {
    String header = MetadataCoding.encode(value);
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

  @Test
  void theIdOfAWriteIsHidden() {
    assertThat(MetadataCoding.decoded(Map.of("Author", "ada", "coffer.write", "id")))
        .isEqualTo(Map.of("author", "ada"));
  }
}
