package dev.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of options in other spellings than the one of the reference page. */
final class OptionNameTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"max-size", "maxSize", "MAX_SIZE", "maxsize", "Max-Size", "max_size"})
  void letterCaseAndDashesDoNotCountInAUriAndInAnOption(String name) {
    assertThat(value(config("memory:?" + name + "=7"))).isEqualTo(7);
    assertThat(value(config("memory:").option(name, "7"))).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"COFFER_MAX_SIZE", "COFFER_MAXSIZE", "coffer_max_size"})
  void letterCaseAndDashesDoNotCountInAVariable(String variable) {
    FileStoreConfig.Builder config = config("memory:").environment(Map.of(variable, "7"));
    assertThat(value(config)).isEqualTo(7);
    assertThat(FileStores.settings(config.build()).all())
        .containsExactly(new Setting("max-size", "7", "environment variable " + variable));
  }

  @ParameterizedTest
  @CsvSource({
    "COFFER_OBSERVE_SLOW,true",
    "COFFER_OBSERVESLOW,false",
    "COFFER_OBSERVE_SLOW_,false",
    "observe_slow,false",
    "OBSERVE.SLOW,false"
  })
  void aDotOfANameIsAnUnderscoreOfItsVariable(String variable, boolean same) {
    assertThat(OptionName.isVariableOf(variable, "observe.slow")).isEqualTo(same);
  }

  @Test
  void dotsCount() {
    assertThatThrownBy(() -> value(config("memory:?max.size=7")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("unknown option 'max.size'; did you mean 'max-size'?");
    assertThatThrownBy(() -> value(config("memory:").option("OBSERVE_SLOW", "1s")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("unknown option 'OBSERVE_SLOW'; did you mean 'observe.slow'?");
  }

  @Test
  void twoSpellingsWithDifferentValuesInOneSourceAreRefused() {
    refused(
        config("memory:?max-size=7&maxSize=8"), "'max-size' and 'maxSize' (URI) are one option");
    refused(
        config("memory:").option("max-size", "7").option("MAXSIZE", "8"),
        "'MAXSIZE' and 'max-size' (option) are one option");
    refused(
        config("memory:").environment(Map.of("COFFER_MAX_SIZE", "7", "COFFER_MAXSIZE", "8")),
        "environment variable COFFER_MAXSIZE and environment variable COFFER_MAX_SIZE are one");
  }

  @Test
  void twoSpellingsWithOneValueAreOne() {
    assertThat(value(config("memory:?max-size=7&maxSize=7&MAXSIZE="))).isEqualTo(7);
    assertThat(value(config("memory:?MAXSIZE=&max-size=7"))).isEqualTo(7);
    Map<String, String> variables =
        Map.of("COFFER_MAX_SIZE", "7", "COFFER_MAXSIZE", "7", "coffer_max_size", "");
    assertThat(value(config("memory:").environment(variables))).isEqualTo(7);
  }

  @Test
  void anotherSpellingWinsOverALaterSourceToo() {
    Map<String, String> variables = Map.of("COFFER_MAX_SIZE", "9");
    assertThat(value(config("memory:?max-size=8").option("maxSize", "7").environment(variables)))
        .isEqualTo(7);
    assertThat(value(config("memory:?MAX_SIZE=8").environment(variables))).isEqualTo(8);
  }

  @Test
  void errorsPrintTheOneForm() {
    refused(config("memory:?MAXSIZE=lots"), "max-size is 'lots' (URI)");
    refused(config("memory:?OBSERVE=maybe"), "observe is 'maybe' (URI)");
  }

  @Test
  void aSecretIsRefusedInAUriHoweverItIsSpelled() {
    for (String name : new String[] {"key", "KEY", "k-ey"}) {
      assertThatThrownBy(
              () ->
                  PlugIns.with(
                      folder,
                      PlugIns.Bucket.class.getName(),
                      () -> FileStores.open("bkt:b?" + name + "=hush")))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("the URI holds the secret 'key'")
          .hasMessageNotContaining("hush");
    }
  }

  @Test
  void whatDifferentSpellingsHoldIsNotShown() {
    FileStoreConfig.Builder config =
        config("memory:").option("secret-key", "hush").option("secretKey", "quiet");
    assertThatThrownBy(() -> FileStores.open(config.build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'secret-key' and 'secretKey'")
        .hasMessageNotContainingAny("hush", "quiet");
  }

  private static FileStoreConfig.Builder config(String uri) {
    return FileStoreConfig.builder().uri(uri).environment(Map.of());
  }

  private static long value(FileStoreConfig.Builder config) {
    return FileStores.settings(config.build()).get(MemoryProvider.MAX_SIZE);
  }

  private static void refused(FileStoreConfig.Builder config, String reason) {
    assertThatThrownBy(() -> value(config))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(reason);
  }
}
