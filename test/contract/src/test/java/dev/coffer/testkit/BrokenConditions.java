package dev.coffer.testkit;

import static dev.coffer.testkit.BrokenWrites.broken;

import dev.coffer.Capabilities;
import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Stores whose conditions or etags do not hold. */
final class BrokenConditions {
  private BrokenConditions() {}

  static List<BrokenStore> all() {
    return List.of(
        new BrokenStore(
            "ifAbsent is ignored",
            "ifAbsentKeepsAnExistingFile",
            next ->
                broken(
                    next,
                    (path, content, options) ->
                        next.write(
                            path,
                            content,
                            options.isIfAbsent() ? options.unconditional() : options))),
        new BrokenStore(
            "ifMatch is ignored",
            "ifMatchKeepsAFileThatHasChanged",
            next ->
                broken(
                    next,
                    (path, content, options) ->
                        next.write(
                            path,
                            content,
                            options.isIfAbsent() ? options : options.unconditional()))),
        new BrokenStore(
            "ifMatch makes a missing file",
            "ifMatchCreatesNoFile",
            next ->
                broken(
                    next,
                    (path, content, options) ->
                        next.write(
                            path,
                            content,
                            next.stat(path).isPresent() ? options : options.unconditional()))),
        new BrokenStore(
            "ifMatch takes * as any etag",
            "anEtagIsNeverAPattern",
            next ->
                broken(
                    next,
                    (path, content, options) ->
                        next.write(
                            path,
                            content,
                            options.requiredEtag().filter("*"::equals).isPresent()
                                ? options.unconditional()
                                : options))),
        new BrokenStore(
            "ifMatch looks first and writes then",
            "noUpdateIsLost",
            next ->
                broken(
                    next,
                    (path, content, options) -> {
                      Content whole = Content.of(BrokenWrites.bytes(content));
                      if (options.requiredEtag().isPresent()) {
                        require(
                            next.stat(path).map(FileInfo::etag).equals(options.requiredEtag()),
                            path);
                        BrokenWrites.dawdle();
                        return next.write(path, whole, options.unconditional());
                      }
                      return next.write(path, whole, options);
                    })),
        new BrokenStore(
            "ifAbsent looks first and writes then",
            "oneOfManyCreatorsWins",
            next ->
                broken(
                    next,
                    (path, content, options) -> {
                      if (options.isIfAbsent()) {
                        require(next.stat(path).isEmpty(), path);
                        BrokenWrites.dawdle();
                        return next.write(path, content, options.unconditional());
                      }
                      return next.write(path, content, options);
                    })),
        new BrokenStore(
            "ifAbsent passes a file of the same bytes",
            "ifAbsentRefusesAFileOfTheSameBytes",
            next ->
                broken(
                    next,
                    (path, content, options) -> {
                      byte[] bytes = BrokenWrites.bytes(content);
                      boolean same =
                          next.stat(path).isPresent()
                              && Arrays.equals(bytes, next.readBytes(path.toString()));
                      return next.write(
                          path, Content.of(bytes), same ? options.unconditional() : options);
                    })),
        new BrokenStore(
            "a conflict says it can be tried again",
            "aConflictNamesOperationAndPathAndIsNotRetryable",
            next ->
                broken(
                    next,
                    (path, content, options) -> {
                      try {
                        return next.write(path, content, options);
                      } catch (ConflictException e) {
                        throw new ConnectionException(
                            new ErrorContext("write", e.path(), e.store()), null, e);
                      }
                    })),
        new BrokenStore(
            "the etag is always the same",
            "theEtagChangesWithTheBytesAlsoAtTheSameSize",
            next -> new Etags(next, info -> "same")),
        new BrokenStore(
            "the etag is the size",
            "theEtagChangesWithTheBytesAlsoAtTheSameSize",
            next -> new Etags(next, info -> "size-" + info.size())),
        new BrokenStore(
            "the etag is the second of the write",
            "theEtagChangesWithTheBytesAlsoAtTheSameSize",
            next -> new Etags(next, info -> "t" + info.lastModified().getEpochSecond())),
        new BrokenStore(
            "the etag of a listing is another one",
            "theEtagIsTheSameWhereverItIsReturned",
            next ->
                new ForwardingFileStore(next) {
                  @Override
                  public Stream<Entry> list(FilePath directory, ListOptions options) {
                    return super.list(directory, options)
                        .map(e -> e instanceof FileInfo info ? with(info, "listed") : e);
                  }
                }),
        new BrokenStore(
            "readIfMatch is ignored",
            "readIfMatchRefusesAFileThatHasChanged",
            next -> reading(next, options -> range(options))),
        new BrokenStore(
            "readIfNoneMatch is ignored",
            "readIfNoneMatchReportsAnUnchangedFile",
            next ->
                reading(
                    next,
                    options -> options.requiredEtag().isPresent() ? options : range(options))),
        new BrokenStore(
            "conditions work and are said not to",
            "aStoreWithoutConditionsReportsThat",
            next -> claiming(next, without(next, Capability.CONDITIONAL_WRITES))),
        new BrokenStore(
            "deletions on a condition work and are said not to",
            "aStoreWithoutConditionalDeletesReportsThatAndDeletesNothing",
            next -> claiming(next, without(next, Capability.CONDITIONAL_DELETES))),
        new BrokenStore(
            "a name that is both is refused and said not to be",
            "aFileAndADirectoryMayShareANameWhereTheStoreAllowsIt",
            next -> claiming(next, without(next, Capability.EXCLUSIVE_NAMES))));
  }

  private static void require(boolean holds, FilePath path) {
    if (!holds) {
      throw new ConflictException(new ErrorContext("write", path.toString(), "broken"), null, null);
    }
  }

  static FileInfo with(FileInfo info, String etag) {
    return new FileInfo(
        info.path(), info.size(), info.lastModified(), etag, info.contentType(), info.metadata());
  }

  private static ReadOptions range(ReadOptions options) {
    return ReadOptions.DEFAULTS.range(options.offset(), options.length());
  }

  private static FileStore reading(FileStore next, UnaryOperator<ReadOptions> change) {
    return new ForwardingFileStore(next) {
      @Override
      public OpenedFile read(FilePath path, ReadOptions options) {
        return super.read(path, change.apply(options));
      }
    };
  }

  private static Set<Capability> without(FileStore store, Capability ability) {
    Set<Capability> rest = EnumSet.copyOf(store.capabilities().supported());
    rest.remove(ability);
    return rest;
  }

  private static FileStore claiming(FileStore next, Set<Capability> abilities) {
    return new ForwardingFileStore(next) {
      @Override
      public Capabilities capabilities() {
        return new Capabilities(abilities, Long.MAX_VALUE, 2);
      }
    };
  }

  /** Tells other etags than the store below; conditions on them still hold below. */
  private static final class Etags extends ForwardingFileStore {
    private final Function<FileInfo, String> etag;

    Etags(FileStore next, Function<FileInfo, String> etag) {
      super(next);
      this.etag = etag;
    }

    private FileInfo told(FileInfo info) {
      return with(info, etag.apply(info));
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      Optional<FileInfo> present = super.stat(path);
      boolean matches = options.requiredEtag().equals(present.map(this::told).map(FileInfo::etag));
      WriteOptions below = matches ? options.ifMatch(present.orElseThrow().etag()) : options;
      return told(super.write(path, content, below));
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      OpenedFile file = super.read(path, range(options));
      return new OpenedFile(told(file.info()), file.stream());
    }

    @Override
    public Optional<FileInfo> stat(FilePath path) {
      return super.stat(path).map(this::told);
    }
  }
}
