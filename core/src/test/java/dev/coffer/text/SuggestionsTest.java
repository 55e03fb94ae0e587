package dev.coffer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionsTest {
  @ParameterizedTest
  @CsvSource({
    "'','',0",
    "a,'',1",
    "'',ab,2",
    "file,file,0",
    "fiel,file,1",
    "fil,file,1",
    "filee,file,1",
    "fine,file,1",
    "kitten,sitting,3",
    "ab,ba,1",
    "abcd,dcba,3"
  })
  void theDistanceCountsLettersPutInLeftOutReplacedAndSwapped(String from, String to, int steps) {
    assertThat(Suggestions.distance(from, to)).isEqualTo(steps);
    assertThat(Suggestions.distance(to, from)).isEqualTo(steps);
  }

  @Test
  void theNearestOfSeveralIsNamed() {
    List<String> known = List.of("webhook.timeout", "webhook.batch.timeout", "webhook.url");
    assertThat(Suggestions.to("webhok.timeout", known)).contains("webhook.timeout");
    assertThat(Suggestions.hint("webhook.ulr", known)).contains("did you mean 'webhook.url'?");
  }

  @Test
  void lettersOfAnotherCaseAreNear() {
    assertThat(Suggestions.to("MAX-SIZE", List.of("max-size", "other"))).contains("max-size");
  }

  @Test
  void theBeginningOfANameIsNear() {
    assertThat(Suggestions.to("google", List.of("google_cloud", "local"))).contains("google_cloud");
  }

  @Test
  void whenAllAreFarAllAreNamed() {
    assertThat(Suggestions.to("ftp", List.of("memory", "local"))).isEmpty();
    assertThat(Suggestions.hint("ftp", List.of("memory", "local")))
        .contains("known: local, memory");
  }
}
