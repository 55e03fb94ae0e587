package dev.coffer.testkit;

import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import java.util.List;

/** Stores that copy or move wrong. */
final class BrokenCopies {
  private BrokenCopies() {}

  static List<BrokenStore> all() {
    return List.of(
        new BrokenStore(
            "a copy loses metadata",
            "aCopyKeepsContentTypeAndMetadata",
            next -> copying(next, (source, target) -> rewrite(next, source, target))),
        new BrokenStore(
            "a copy of a missing file is empty",
            "copyingAMissingFileIsNotFoundAndLeavesTheTarget",
            next ->
                copying(
                    next,
                    (source, target) ->
                        next.stat(source).isPresent()
                            ? next.copy(source, target)
                            : next.write("" + target, ""))),
        new BrokenStore(
            "a copy refuses a target that is there",
            "aCopyReplacesItsTargetWithItsMetadata",
            next ->
                copying(
                    next,
                    (source, target) -> {
                      if (next.stat(target).isPresent()) {
                        throw new ConflictException(
                            new ErrorContext("copy", "" + target, "broken"), null, null);
                      }
                      return next.copy(source, target);
                    })),
        new BrokenStore(
            "a copy is a move",
            "aCopyHasTheBytesOfItsSource",
            next -> copying(next, (source, target) -> next.move(source, target))),
        new BrokenStore(
            "a copy answers for its source",
            "aCopyReturnsItsPathSizeAndEtag",
            next -> copying(next, (source, target) -> next.copy(source, target).at(source))),
        new BrokenStore(
            "a copy empties its target first",
            "readersOfACopysTargetAlwaysFindAFile",
            next ->
                copying(
                    next,
                    (source, target) -> {
                      next.deleteFiles(source.equals(target) ? List.of() : List.of(target));
                      BrokenWrites.dawdle();
                      return next.copy(source, target);
                    })),
        new BrokenStore(
            "a copy ignores its condition",
            "aCopyOfAVersionThatWasReplacedIsAConflictAndKeepsTheTarget",
            next -> onConditions(next, (source, target, etag) -> next.copy(source, target))),
        new BrokenStore(
            "the copy of a version looks first and copies then",
            "aCopyIsNeverOfAnotherVersionThanTheOneThatWasSeen",
            next ->
                onConditions(
                    next,
                    (source, target, etag) -> {
                      CopyOptions.DEFAULTS
                          .ifMatch(etag)
                          .check(source, next.stat(source).map(FileInfo::etag), next.name());
                      BrokenWrites.dawdle();
                      return next.copy(source, target);
                    })),
        new BrokenStore(
            "the copy of a version takes * as any etag",
            "theEtagOfACopyIsNeverAPattern",
            next ->
                onConditions(
                    next,
                    (source, target, etag) ->
                        next.copy(
                            source,
                            target,
                            etag.equals("*")
                                ? CopyOptions.DEFAULTS
                                : CopyOptions.DEFAULTS.ifMatch(etag)))),
        new BrokenStore(
            "a move leaves its source",
            "aMovedFileIsAtItsTargetAlone",
            next -> moving(next, (source, target) -> next.copy(source, target))),
        new BrokenStore(
            "a move loses metadata",
            "aMoveKeepsContentTypeAndMetadata",
            next ->
                moving(
                    next,
                    (source, target) -> {
                      FileInfo moved = rewrite(next, source, target);
                      next.deleteFiles(source.equals(target) ? List.of() : List.of(source));
                      return moved;
                    })),
        new BrokenStore(
            "a file moved onto itself is gone",
            "aFileMovedOntoItselfStaysAsItIs",
            next ->
                moving(
                    next,
                    (source, target) -> {
                      FileInfo moved = next.copy(source, target);
                      next.deleteFiles(List.of(source));
                      return moved;
                    })),
        new BrokenStore(
            "a move deletes its target first",
            "readersOfAMovesTargetAlwaysFindAFile",
            next ->
                moving(
                    next,
                    (source, target) -> {
                      next.deleteFiles(source.equals(target) ? List.of() : List.of(target));
                      BrokenWrites.dawdle();
                      return next.move(source, target);
                    })),
        new BrokenStore(
            "a move deletes the target of a missing file",
            "movingAMissingFileIsNotFoundAndLeavesTheTarget",
            next ->
                moving(
                    next,
                    (source, target) -> {
                      if (next.stat(source).isEmpty()) {
                        next.deleteFiles(List.of(target));
                      }
                      return next.move(source, target);
                    })));
  }

  private static FileInfo rewrite(FileStore store, FilePath source, FilePath target) {
    try (var file = store.read(source, ReadOptions.DEFAULTS)) {
      return store.write(target, Content.of(file.stream()), WriteOptions.DEFAULTS);
    }
  }

  /** A copy of a version. */
  interface VersionCopy {
    FileInfo apply(FilePath source, FilePath target, String etag);
  }

  private static FileStore onConditions(FileStore next, VersionCopy copy) {
    return new ForwardingFileStore(next) {
      @Override
      public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
        return options
            .requiredEtag()
            .map(etag -> copy.apply(source, target, etag))
            .orElseGet(() -> super.copy(source, target, options));
      }
    };
  }

  private static FileStore copying(FileStore next, Transfer copy) {
    return new ForwardingFileStore(next) {
      @Override
      public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
        return options.isConditional()
            ? super.copy(source, target, options)
            : copy.apply(source, target);
      }
    };
  }

  private static FileStore moving(FileStore next, Transfer move) {
    return new ForwardingFileStore(next) {
      @Override
      public FileInfo move(FilePath source, FilePath target) {
        return move.apply(source, target);
      }
    };
  }

  /** One of the two. */
  interface Transfer {
    FileInfo apply(FilePath source, FilePath target);
  }
}
