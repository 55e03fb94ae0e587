package com.example.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountingLayerTest {
  @Test
  void everyConvenienceIsCounted() {
    try (FileStore store = FileStores.open("memory:?count=on")) {
      store.write("a", "four");
      store.readString("a");
      store.readAll(List.of("a", "a")).forEach(bytes -> {});
      ReadCounts counts = store.unwrap(ReadCounts.class).orElseThrow();
      assertThat(counts.reads()).isEqualTo(3);
      assertThat(counts.bytes()).isEqualTo(12);
    }
  }

  @Test
  void nothingIsAroundAStoreThatDoesNotAskForIt() {
    try (FileStore store = FileStores.open("memory:")) {
      assertThat(store.unwrap(ReadCounts.class)).isEmpty();
    }
  }
}
