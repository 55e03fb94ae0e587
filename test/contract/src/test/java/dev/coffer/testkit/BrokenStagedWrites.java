package dev.coffer.testkit;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ForwardingFileStore;
import dev.coffer.WriteOptions;
import dev.coffer.spi.StagedWrites;
import java.util.List;
import java.util.Optional;

/** Stores that say that they stage files, and do wrongly what comes before a file appears. */
final class BrokenStagedWrites {
  private BrokenStagedWrites() {}

  static List<BrokenStore> all() {
    return List.of(
        new BrokenStore(
            "what comes before a file appears is done after it",
            "aNewFileAppearsAfterWhatComesFirst",
            next ->
                staged(
                    next,
                    (step, write) -> {
                      FileInfo written = write.make();
                      step.run();
                      return written;
                    })),
        new BrokenStore(
            "what comes before a file appears is left out",
            "aFileIsReplacedAfterWhatComesFirst",
            next -> staged(next, (step, write) -> write.make())),
        new BrokenStore(
            "a file appears though what comes first has failed",
            "ifWhatComesFirstFailsNothingIsChanged",
            next ->
                staged(
                    next,
                    (step, write) -> {
                      try {
                        step.run();
                      } catch (FileStoreException e) {
                        FileInfo unused = write.make();
                        throw e;
                      }
                      return write.make();
                    })));
  }

  private interface Write {
    FileInfo make();
  }

  private interface Order {
    FileInfo of(Runnable step, Write write);
  }

  private static FileStore staged(FileStore next, Order order) {
    return new ForwardingFileStore(next) {
      @Override
      public FileInfo write(FilePath path, Content content, WriteOptions options) {
        return order.of(
            options.beforePublication().orElse(() -> {}),
            () -> super.write(path, content, options));
      }

      @Override
      public <T> Optional<T> unwrap(Class<T> type) {
        return type == StagedWrites.class
            ? Optional.of(type.cast(new StagedWrites() {}))
            : super.unwrap(type);
      }
    };
  }
}
