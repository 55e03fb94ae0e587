package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much a short program waits for: most of its time is the loading of classes. */
class ClassesAtStartTest {
  private static final int MOST = 110;

  @Test
  void openingADirectoryAndWritingAFileLoadsFewClasses(@TempDir Path root) throws Exception {
    String core = FileStore.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    try (JavaProcess process =
        JavaProcess.of(OneWrite.class, root).option("-Xlog:class+load:stdout:none").start()) {
      List<String> loaded =
          process.rest().stream().filter(line -> line.contains("source: file:" + core)).toList();
      process.awaitEnd();

      assertThat(loaded)
          .hasSizeBetween(1, MOST)
          .as("a store that has no name needs nothing of the named ones")
          .noneMatch(line -> line.matches(".*config\\.(Named|StoreRef|StoreProp|LogicalLine).*"));
      assertThat(root.resolve("a/b.txt")).hasContent("text");
    }
  }

  /** A program that writes one file. */
  static final class OneWrite {
    public static void main(String[] arguments) {
      FileStoreConfig config =
          FileStoreConfig.builder().uri("file:" + arguments[0]).environment(Map.of()).build();
      try (FileStore store = FileStores.open(config)) {
        store.write("a/b.txt", "text");
      }
    }
  }
}
