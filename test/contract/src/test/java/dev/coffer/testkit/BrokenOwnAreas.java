package dev.coffer.testkit;

import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.spi.OwnArea;
import java.util.List;
import java.util.stream.Stream;

/** Stores that do not keep the files of layers apart from those of users. */
final class BrokenOwnAreas {
  private BrokenOwnAreas() {}

  static List<BrokenStore> all() {
    return List.of(
        new BrokenStore(
            "the deletion of a directory takes own files with it",
            "deletingADirectoryOrEverythingLeavesOwnFiles",
            BrokenOwnAreas::deletingOwnFiles),
        new BrokenStore(
            "a listing shows own files",
            "ownFilesAreInNoListingOfUsers",
            BrokenOwnAreas::listingOwnFiles));
  }

  private static FileStore deletingOwnFiles(FileStore next) {
    return new ForwardingFileStore(next) {
      @Override
      public void deleteDirectory(FilePath directory) {
        super.deleteDirectory(directory);
        if (!OwnArea.contains(directory)) {
          super.deleteDirectory(OwnAreaCases.AREA.below(directory));
        }
      }
    };
  }

  private static FileStore listingOwnFiles(FileStore next) {
    return new ForwardingFileStore(next) {
      @Override
      public Stream<Entry> list(FilePath directory, ListOptions options) {
        Stream<Entry> entries = super.list(directory, options);
        return directory.isRoot()
            ? Stream.concat(entries, super.list(OwnAreaCases.AREA.below(directory), options))
            : entries;
      }
    };
  }
}
