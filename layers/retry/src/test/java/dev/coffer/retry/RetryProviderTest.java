package dev.coffer.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.spi.Metric;
import dev.coffer.spi.Metrics;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layer by configuration. */
class RetryProviderTest {
  private static FileStore open(String parameters) {
    FileStoreConfig config =
        FileStoreConfig.builder().uri("memory:n" + parameters).environment(Map.of()).build();
    return FileStores.open(config);
  }

  @Test
  void nothingSwitchesItOnUnlessItIsNamed() {
    assertThat(open("")).hasToString("Observed(Memory(memory:n))");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"deadline=2s", "retry.attempts=3", "breaker.failures=5", "operations.limit=64"})
  void anyOfItsPartsSwitchesItOn(String option) {
    try (FileStore store = open("?" + option)) {
      assertThat(store).hasToString("Observed(Retrying(Memory(memory:n)))");
      store.write("a", "x");
      assertThat(store.readString("a")).isEqualTo("x");
    }
  }

  @Test
  void aVariableSwitchesItOnToo() {
    FileStoreConfig config =
        FileStoreConfig.builder()
            .uri("memory:n?observe=off")
            .environment(Map.of("COFFER_RETRY_ATTEMPTS", "3", "COFFER_RETRY_BUDGET", "50"))
            .build();
    assertThat(FileStores.open(config)).hasToString("Retrying(Memory(memory:n))");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "retry.attempts=0|retry.attempts is 0; it must be at least 1, or be omitted",
        "retry.attempts=many|retry.attempts is 'many' (URI); it must be",
        "retry.attempts=3&retry.budget=0|retry.budget is 0; it must be at least 1",
        "breaker.failures=0|breaker.failures is 0; it must be at least 1",
        "operations.limit=0|operations.limit is 0; it must be at least 1",
        "deadline=0s|deadline is 0; it must be longer, such as 5s",
        "deadline=4000d|a deadline must be at most a year",
        "deadline=2|deadline is '2' (URI); it must be",
        "deadline=-2s|deadline is '-2s' (URI); it must be",
        "breaker.failures=5&breaker.delay=0s|breaker.delay is 0; it must be longer",
        "retry.budget=50|retry.budget (URI) has no effect without retry.attempts",
        "breaker.delay=5s|breaker.delay (URI) has no effect without breaker.failures",
        "retry.attempts=3&retry.max-delay=10ms|retry.max-delay is shorter than",
        "retry.atempts=3|did you mean 'retry.attempts'?",
        "operations=64|did you mean 'operations.limit'?",
        "retry.attempts=3&layers=retry,observed|'observed' must be outside of 'retry'",
      })
  void whatCannotWorkIsRefusedWithTheReason(String parameters, String reason) {
    assertThatThrownBy(() -> open("?" + parameters))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void itReportsMetricsOfEnabledFeatures() {
    FileStore all = open("?deadline=2s&retry.attempts=3&breaker.failures=5&operations.limit=64");
    assertThat(Metrics.of(all))
        .extracting(Metric::name)
        .containsExactly(
            "retry.repeated",
            "retry.budget",
            "retry.refused",
            "deadline.ended",
            "breaker.state",
            "breaker.refused",
            "bulkhead.running",
            "bulkhead.waiting");
    assertThat(Metrics.of(all))
        .allMatch(
            measure ->
                measure.value().getAsDouble() == (measure.name().equals("retry.budget") ? 10 : 0));
    assertThat(Metrics.of(open("?deadline=2s")))
        .extracting(Metric::name)
        .containsExactly("deadline.ended");
  }
}
