package dev.coffer.testkit;

import dev.coffer.DeleteOptions;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Stores that delete wrong. */
final class BrokenDeletions {
  private BrokenDeletions() {}

  static List<BrokenStore> all() {
    return List.of(
        new BrokenStore(
            "a directory is deleted by the start of its name",
            "deletingADirectoryIsExact",
            next ->
                ofDirectories(
                    next,
                    (store, directory) -> {
                      List<FilePath> matching =
                          files(store, FilePath.ROOT).stream()
                              .filter(path -> path.toString().startsWith(directory.toString()))
                              .toList();
                      store.deleteFiles(matching);
                    })),
        new BrokenStore(
            "a file is deleted with what starts with its name",
            "deletingAFileIsExact",
            next ->
                ofFiles(
                    next,
                    (store, paths) ->
                        paths.forEach(
                            path ->
                                store.deleteFiles(
                                    files(store, FilePath.ROOT).stream()
                                        .filter(each -> each.toString().startsWith("" + path))
                                        .toList())))),
        new BrokenStore(
            "deleting a missing file is an error",
            "deletingAMissingFileDoesNothing",
            next ->
                ofFiles(
                    next,
                    (store, paths) -> {
                      for (FilePath path : paths) {
                        if (store.stat(path).isEmpty()) {
                          throw new NotFoundException(
                              new ErrorContext("delete", path.toString(), "broken"), null, null);
                        }
                      }
                      store.deleteFiles(paths);
                    })),
        new BrokenStore(
            "deleting a file takes a directory too",
            "deleteAllLeavesADirectory",
            next -> ofFiles(next, (store, paths) -> paths.forEach(store::deleteDirectory))),
        new BrokenStore(
            "deleting a directory takes a file too",
            "deleteDirectoryLeavesAFile",
            next ->
                ofDirectories(
                    next,
                    (store, directory) -> {
                      store.deleteDirectory(directory);
                      store.deleteFiles(directory.isRoot() ? List.of() : List.of(directory));
                    })),
        new BrokenStore(
            "deleting a directory leaves its subdirectories",
            "deleteRemovesADirectoryWithAllBelow",
            next ->
                ofDirectories(
                    next,
                    (store, directory) -> {
                      try (Stream<Entry> entries = store.list(directory, ListOptions.DEFAULTS)) {
                        store.deleteFiles(
                            entries.filter(e -> !e.isDirectory()).map(Entry::path).toList());
                      }
                    })),
        new BrokenStore(
            "a batch takes 1,000 at most",
            "deleteAllRemovesMoreThanAThousandFiles",
            next ->
                ofFiles(
                    next,
                    (store, paths) -> store.deleteFiles(paths.stream().limit(1000).toList()))),
        new BrokenStore(
            "a directory is deleted for its first page",
            "aDirectoryOfMoreThanAThousandFilesIsDeleted",
            next ->
                ofDirectories(
                    next,
                    (store, directory) ->
                        store.deleteFiles(files(store, directory).stream().limit(1000).toList()))),
        new BrokenStore(
            "a missing file ends a batch",
            "deleteAllRemovesEachFile",
            next ->
                ofFiles(
                    next,
                    (store, paths) ->
                        store.deleteFiles(
                            paths.stream()
                                .takeWhile(path -> store.stat(path).isPresent())
                                .toList()))),
        new BrokenStore(
            "the condition of a deletion is ignored",
            "aDeletionOfAVersionKeepsAFileThatHasChanged",
            next -> onConditions(next, (path, etag) -> next.deleteFiles(List.of(path)))),
        new BrokenStore(
            "the deletion of a version of a missing file is a success",
            "aDeletionOfAVersionOfAMissingFileIsAConflict",
            next ->
                onConditions(
                    next,
                    (path, etag) -> {
                      if (next.stat(path).isPresent()) {
                        next.deleteFile(path, DeleteOptions.DEFAULTS.ifMatch(etag));
                      }
                    })),
        new BrokenStore(
            "the deletion of a version takes * as any etag",
            "theEtagOfADeletionIsNeverAPattern",
            next ->
                onConditions(
                    next,
                    (path, etag) ->
                        next.deleteFile(
                            path,
                            etag.equals("*")
                                ? DeleteOptions.DEFAULTS
                                : DeleteOptions.DEFAULTS.ifMatch(etag)))),
        new BrokenStore(
            "the deletion of a version looks first and deletes then",
            "aDeletionOfAVersionNeverTakesAWriteItDidNotSee",
            next -> onConditions(next, (path, etag) -> lookAndDelete(next, path, etag))),
        new BrokenStore(
            "the deletion of a version succeeds for all who have seen it",
            "oneOfManyDeletionsOfAVersionSucceeds",
            next -> onConditions(next, (path, etag) -> lookAndDelete(next, path, etag))),
        new BrokenStore(
            "the deletion of a version of a file takes a directory of its name",
            "aDeletionOfAVersionKeepsADirectory",
            next ->
                onConditions(
                    next,
                    (path, etag) -> {
                      next.deleteDirectory(path);
                      next.deleteFile(path, DeleteOptions.DEFAULTS.ifMatch(etag));
                    })),
        new BrokenStore(
            "clear does nothing",
            "clearEmptiesTheStore",
            next ->
                ofDirectories(
                    next,
                    (store, directory) -> {
                      if (!directory.isRoot()) {
                        store.deleteDirectory(directory);
                      }
                    })),
        new BrokenStore(
            "a deletion is reported and not done",
            "aDeletedFileIsGone",
            next -> ofFiles(next, (store, paths) -> {})),
        new BrokenStore(
            "the last of many files is reported as deleted and stays",
            "deleteAllRemovesEachFile",
            next ->
                ofFiles(
                    next,
                    (store, paths) ->
                        store.deleteFiles(
                            paths.size() == 1
                                ? paths
                                : paths.stream().limit(paths.size() - 1).toList()))),
        new BrokenStore(
            "the deletion of a directory is reported and not done",
            "deleteRemovesADirectoryWithAllBelow",
            next -> ofDirectories(next, (store, directory) -> {})));
  }

  private static List<FilePath> files(FileStore store, FilePath directory) {
    try (Stream<FileInfo> files = store.walk(directory.toString())) {
      return files.map(FileInfo::path).toList();
    }
  }

  private static void lookAndDelete(FileStore store, FilePath path, String etag) {
    DeleteOptions.DEFAULTS
        .ifMatch(etag)
        .check(path, store.stat(path).map(FileInfo::etag), store.name());
    BrokenWrites.dawdle();
    store.deleteFiles(List.of(path));
  }

  private static FileStore onConditions(FileStore next, BiConsumer<FilePath, String> delete) {
    return new ForwardingFileStore(next) {
      @Override
      public void deleteFile(FilePath path, DeleteOptions options) {
        options
            .requiredEtag()
            .ifPresentOrElse(
                etag -> delete.accept(path, etag), () -> super.deleteFile(path, options));
      }
    };
  }

  private static FileStore ofFiles(
      FileStore next, BiConsumer<FileStore, Collection<FilePath>> delete) {
    return new ForwardingFileStore(next) {
      @Override
      public void deleteFiles(Collection<FilePath> paths) {
        delete.accept(next, paths);
      }
    };
  }

  private static FileStore ofDirectories(FileStore next, BiConsumer<FileStore, FilePath> delete) {
    return new ForwardingFileStore(next) {
      @Override
      public void deleteDirectory(FilePath directory) {
        delete.accept(next, directory);
      }
    };
  }
}
