package dev.coffer.testkit;

import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Stores that write wrong. */
final class BrokenWrites {
  private BrokenWrites() {}

  static List<BrokenStore> all() {
    return List.of(
        new BrokenStore(
            "an overwrite is ignored",
            "theLastWriteWins",
            next ->
                broken(
                    next,
                    (path, content, options) -> {
                      Optional<FileInfo> present = next.stat(path);
                      return present.isPresent()
                          ? present.get()
                          : next.write(path, content, options);
                    })),
        new BrokenStore(
            "an overwrite appends",
            "theLastWriteWins",
            next ->
                broken(
                    next,
                    (path, content, options) ->
                        next.write(path, joined(old(next, path), bytes(content)), options))),
        new BrokenStore(
            "an overwrite leaves the tail of a longer file",
            "aShorterFileLeavesNoTailOfALongerOne",
            next ->
                broken(
                    next,
                    (path, content, options) ->
                        next.write(path, overlaid(old(next, path), bytes(content)), options))),
        new BrokenStore(
            "a write returns the time at which it was called",
            "aWriteToAStoreWithDirectoriesReturnsTheTimeOfTheFile",
            next -> broken(next, (path, content, options) -> early(next, path, content, options))),
        new BrokenStore(
            "what a failing source gave is published",
            "aWriterThatThrowsLeavesNoFile",
            next -> broken(next, (path, content, options) -> torn(next, path, content, options))),
        new BrokenStore(
            "a failed write loses the old file",
            "aWriterThatThrowsKeepsTheOldFile",
            next -> broken(next, (path, content, options) -> losing(next, path, content, options))),
        new BrokenStore(
            "a failed write leaves a file behind",
            "aFailedWriteLeavesNoDirectories",
            next -> broken(next, (path, content, options) -> debris(next, path, content, options))),
        new BrokenStore(
            "the told size is not checked",
            "fewerBytesThanDeclaredAreNotPublished",
            next ->
                broken(
                    next,
                    (path, content, options) ->
                        next.write(path, Content.of(out -> content.writeTo(out)), options))),
        new BrokenStore(
            "a cause is swallowed",
            "aSourcesFailureIsKeptAsTheCause",
            next -> broken(next, (path, content, options) -> mute(next, path, content, options))),
        new BrokenStore(
            "an overwrite is a delete and a write",
            "readersOfAFileThatIsReplacedSeeWholeFiles",
            next ->
                broken(
                    next,
                    (path, content, options) -> {
                      Content whole = Content.of(bytes(content));
                      next.deleteFiles(List.of(path));
                      dawdle();
                      return next.write(path, whole, options);
                    })),
        new BrokenStore(
            "metadata follow in a second step",
            "readersSeeBytesAndMetadataOfOneVersion",
            next ->
                broken(
                    next,
                    (path, content, options) -> {
                      Content whole = Content.of(bytes(content));
                      FileInfo first = next.write(path, whole, without(options));
                      dawdle();
                      return options.metadata().isEmpty()
                          ? first
                          : next.write(path, whole, options.unconditional());
                    })),
        new BrokenStore(
            "metadata are dropped",
            "metadataAreKept",
            next ->
                broken(
                    next, (path, content, options) -> next.write(path, content, without(options)))),
        new BrokenStore(
            "a content type is dropped",
            "aContentTypeIsKept",
            next ->
                broken(
                    next,
                    (path, content, options) ->
                        next.write(path, content, withMetadata(conditions(options), options)))),
        new BrokenStore(
            "old metadata stay",
            "aWriteReplacesMetadataAsAWhole",
            next ->
                broken(
                    next,
                    (path, content, options) -> {
                      Map<String, String> old =
                          next.stat(path).map(FileInfo::metadata).orElse(Map.of());
                      WriteOptions merged = options;
                      for (Map.Entry<String, String> entry : old.entrySet()) {
                        if (!options.metadata().containsKey(entry.getKey())) {
                          merged = merged.metadata(entry.getKey(), entry.getValue());
                        }
                      }
                      return next.write(path, content, merged);
                    })),
        new BrokenStore(
            "metadata are files beside the file",
            "metadataAreNoFilesOfTheirOwn",
            next ->
                broken(
                    next,
                    (path, content, options) -> {
                      FileInfo written = next.write(path, content, options);
                      if (!options.metadata().isEmpty()) {
                        next.write(path + ".meta", "" + options.metadata());
                      }
                      return written;
                    })),
        new BrokenStore(
            "the answer of a write tells no size",
            "aWriteReturnsPathSizeAndEtag",
            next ->
                broken(
                    next,
                    (path, content, options) -> {
                      FileInfo info = next.write(path, content, options);
                      return new FileInfo(
                          path,
                          0,
                          info.lastModified(),
                          info.etag(),
                          info.contentType(),
                          info.metadata());
                    })),
        new BrokenStore(
            "a large file is cut",
            "someMebibytesOfKnownLengthAreStored",
            next ->
                broken(
                    next,
                    (path, content, options) -> {
                      byte[] bytes = bytes(content);
                      int length = Math.min(bytes.length, 8 * Samples.MIB);
                      return next.write(path, Content.of(Arrays.copyOf(bytes, length)), options);
                    })),
        new BrokenStore(
            "an empty file is not made",
            "anEmptyFileIsAFile",
            next ->
                broken(
                    next,
                    (path, content, options) -> {
                      FileInfo info = next.write(path, content, options);
                      if (info.size() == 0) {
                        next.deleteFiles(List.of(path));
                      }
                      return info;
                    })));
  }

  /** A store whose write is another one. */
  static FileStore broken(FileStore next, Write write) {
    return new ForwardingFileStore(next) {
      @Override
      public FileInfo write(FilePath path, Content content, WriteOptions options) {
        return write.write(path, content, options);
      }
    };
  }

  /** One primitive. */
  interface Write {
    FileInfo write(FilePath path, Content content, WriteOptions options);
  }

  /** Leaves the processor between two steps, so that others come between them. */
  static void dawdle() {
    LockSupport.parkNanos(1_000_000);
  }

  /** The bytes of a content, in memory; fails as a store does. */
  static byte[] bytes(Content content) {
    FileStore scratch = new InMemoryFileStore();
    scratch.write("bytes", content, WriteOptions.DEFAULTS);
    return scratch.readBytes("bytes");
  }

  private static byte[] old(FileStore store, FilePath path) {
    return store.stat(path).isPresent() ? store.readBytes(path.toString()) : new byte[0];
  }

  private static Content joined(byte[] first, byte[] second) {
    return Content.of(
        out -> {
          out.write(first);
          out.write(second);
        });
  }

  private static Content overlaid(byte[] old, byte[] fresh) {
    if (fresh.length >= old.length) {
      return Content.of(fresh);
    }
    byte[] bytes = old.clone();
    System.arraycopy(fresh, 0, bytes, 0, fresh.length);
    return Content.of(bytes);
  }

  private static FileInfo early(
      FileStore next, FilePath path, Content content, WriteOptions options) {
    FileInfo file = next.write(path, content, options);
    return new FileInfo(
        path,
        file.size(),
        file.lastModified().minusMillis(1),
        file.etag(),
        file.contentType(),
        file.metadata());
  }

  private static FileInfo torn(
      FileStore next, FilePath path, Content content, WriteOptions options) {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    try {
      content.writeTo(received);
      return next.write(path, Content.of(received.toByteArray()), options);
    } catch (IOException e) {
      next.write(path, Content.of(received.toByteArray()), options);
      throw new StorageFailureException(
          new ErrorContext("write", path.toString(), next.toString()), null, e);
    }
  }

  private static FileInfo losing(
      FileStore next, FilePath path, Content content, WriteOptions options) {
    try {
      return next.write(path, content, options);
    } catch (StorageFailureException e) {
      next.deleteFiles(List.of(path));
      throw e;
    }
  }

  private static FileInfo debris(
      FileStore next, FilePath path, Content content, WriteOptions options) {
    try {
      return next.write(path, content, options);
    } catch (StorageFailureException e) {
      next.write(path + ".tmp", "");
      throw e;
    }
  }

  private static FileInfo mute(
      FileStore next, FilePath path, Content content, WriteOptions options) {
    try {
      return next.write(path, content, options);
    } catch (StorageFailureException e) {
      throw new StorageFailureException(
          new ErrorContext("write", path.toString(), e.store()), "it failed", null);
    }
  }

  /** The conditions of some options alone. */
  private static WriteOptions conditions(WriteOptions options) {
    WriteOptions none = WriteOptions.DEFAULTS;
    return options.isIfAbsent()
        ? none.ifAbsent()
        : options.requiredEtag().map(none::ifMatch).orElse(none);
  }

  /** The same options without metadata. */
  private static WriteOptions without(WriteOptions options) {
    WriteOptions rest = conditions(options);
    return options.contentType().map(rest::contentType).orElse(rest);
  }

  private static WriteOptions withMetadata(WriteOptions target, WriteOptions source) {
    WriteOptions options = target;
    for (Map.Entry<String, String> entry : source.metadata().entrySet()) {
      options = options.metadata(entry.getKey(), entry.getValue());
    }
    return options;
  }
}
