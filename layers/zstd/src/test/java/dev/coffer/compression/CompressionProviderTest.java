package dev.coffer.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layer by configuration. */
class CompressionProviderTest {
  private static FileStore open(String parameters) {
    return FileStores.open(
        FileStoreConfig.builder().uri("memory:n" + parameters).environment(Map.of()).build());
  }

  @Test
  void nothingSwitchesItOnUnlessItIsNamed() {
    assertThat(open("")).hasToString("Observed(Memory(memory:n))");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zstd",
        "GZIP",
        "zstd&compression.level=22&compression.min-size=0",
        "gzip&compression.level=9&compression.min-size=1MiB"
      })
  void aFormatSwitchesItOn(String format) {
    try (FileStore store = open("?compression=" + format)) {
      assertThat(store).hasToString("Observed(Compressing(Memory(memory:n)))");
      byte[] content = Stored.lines(20_000, 1);
      store.write("a", content);
      assertThat(store.readBytes("a")).isEqualTo(content);
    }
  }

  @Test
  void itStandsBelowVersions() {
    assertThat(open("?compression=zstd&versioning=on&observe=off"))
        .hasToString("Versioning(Compressing(Memory(memory:n)))");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "compression=lz4|compression is 'lz4' (URI); it must be one of zstd, gzip",
        "compression=zstd&compression.level=23|compression: the level must be from 1 to 22",
        "compression=zstd&compression.level=0|compression: the level must be from 1 to 22",
        "compression=gzip&compression.level=10|compression: the level must be from 1 to 9",
        "compression=zstd&compression.min-size=2MiB|the minimum size must be from 0 to 1MiB",
        "compression.level=3|compression.level (URI) has no effect without compression",
        "compression.min-size=1KiB|compression.min-size (URI) has no effect without compression",
        "compresion=zstd|did you mean 'compression'?",
        "compression=gzip&versioning=on&layers=compression,versioning|'versioning' must be outside"
            + " of 'compression': versions are read as they were written",
      })
  void whatCannotWorkIsRefusedWithTheReason(String parameters, String reason) {
    assertThatThrownBy(() -> open("?" + parameters))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(reason);
  }
}
