package dev.coffer.testkit;

import dev.coffer.Content;
import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.WriteOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/** Stores that list wrong. */
final class BrokenListings {
  private BrokenListings() {}

  static List<BrokenStore> all() {
    return List.of(
        new BrokenStore(
            "a listing ends at 1,000",
            "moreThanAThousandNamesAreListed",
            next ->
                broken(next, (directory, options) -> next.list(directory, options).limit(1000))),
        new BrokenStore(
            "a listing without sizes is one of files alone",
            "aListingWithoutSizesHasTheSameFilesOfTheSameVersions",
            next ->
                broken(
                    next,
                    (directory, options) ->
                        next.list(directory, options)
                            .filter(entry -> options.wantsSizes() || !entry.isDirectory()))),
        new BrokenStore(
            "a listing of names is one of files alone",
            "aListingOfNamesHasTheNamesOfFilesAndDirectories",
            next ->
                broken(
                    next,
                    (directory, options) ->
                        next.list(directory, options)
                            .filter(entry -> !options.wantsNamesOnly() || !entry.isDirectory()))),
        new BrokenStore(
            "a listing ends with its first page",
            "aPageSizeNeverChangesTheResult",
            next ->
                broken(
                    next,
                    (directory, options) ->
                        next.list(directory, options).limit(options.pageSize()))),
        new BrokenStore(
            "the order is that of UTF-16",
            "theOrderIsThatOfUtf8BytesBeyondTheBasicPlane",
            next -> sorted(next, Comparator.comparing(BrokenListings::name))),
        new BrokenStore(
            "the order is that of the alphabet",
            "theOrderIsByBytesNotByAlphabet",
            next ->
                sorted(
                    next,
                    Comparator.comparing(BrokenListings::name, String.CASE_INSENSITIVE_ORDER))),
        new BrokenStore(
            "the slash of a directory does not count",
            "theTrailingSlashOfADirectoryCountsInTheOrder",
            next -> sorted(next, Comparator.comparing(Entry::path))),
        new BrokenStore(
            "directories come first",
            "aListHoldsOnlyDirectChildren",
            next -> sorted(next, Comparator.comparing(entry -> !entry.isDirectory()))),
        new BrokenStore(
            "a directory is matched by the start of its name",
            "siblingsThatShareAPrefixNeverMix",
            next -> broken(next, (directory, options) -> byPrefix(next, directory, options))),
        new BrokenStore(
            "startAfter is included",
            "aListingContinuesAfterEachEntry",
            next -> broken(next, (directory, options) -> inclusive(next, directory, options))),
        new BrokenStore(
            "startAfter is ignored",
            "aListingContinuesPageByPage",
            next ->
                broken(
                    next,
                    (directory, options) ->
                        next.list(
                                directory,
                                options.isRecursive()
                                    ? ListOptions.DEFAULTS.recursive()
                                    : ListOptions.DEFAULTS)
                            .limit(5000))),
        new BrokenStore(
            "a recursive listing holds directories",
            "recursiveEntriesAreFilesOnly",
            next -> broken(next, (directory, options) -> withParents(next, directory, options))),
        new BrokenStore(
            "an entry stands on two pages",
            "namesOverSeveralPagesAreListedOnceEach",
            next -> broken(next, (directory, options) -> overlapping(next, directory, options))),
        new BrokenStore(
            "a name is listed twice",
            "aListHoldsOnlyDirectChildren",
            next ->
                broken(
                    next,
                    (directory, options) ->
                        options.isRecursive()
                            ? next.list(directory, options)
                            : next.list(directory, options)
                                .flatMap(entry -> Stream.of(entry, entry)))),
        new BrokenStore(
            "a file is found twice below a directory",
            "recursiveEntriesAreFilesOnly",
            next ->
                broken(
                    next,
                    (directory, options) ->
                        options.isRecursive()
                            ? next.list(directory, options)
                                .flatMap(entry -> Stream.of(entry, entry))
                            : next.list(directory, options))),
        new BrokenStore(
            "hidden names are not listed",
            "hiddenNamesAreListed",
            next ->
                broken(
                    next,
                    (directory, options) ->
                        next.list(directory, options)
                            .filter(entry -> !entry.path().name().startsWith(".")))),
        new BrokenStore(
            "a listed file is its own child",
            "aFileListsNothing",
            next ->
                broken(
                    next,
                    (directory, options) ->
                        Stream.concat(
                            next.stat(directory).stream(), next.list(directory, options)))),
        new BrokenStore(
            "a missing directory is an error",
            "aMissingDirectoryListsNothing",
            next ->
                broken(
                    next,
                    (directory, options) -> {
                      if (!directory.isRoot() && next.list(directory.toString()).isEmpty()) {
                        throw new NotFoundException(
                            new ErrorContext("list", directory.toString(), "broken"), null, null);
                      }
                      return next.list(directory, options);
                    })),
        new BrokenStore(
            "an empty directory stays", "aDirectoryIsGoneWithItsLastFile", StayingDirectories::new),
        new BrokenStore(
            "a listing tells old sizes",
            "aListingReturnsTheNewSizeOfAReplacedFile",
            OldSizes::new));
  }

  /** One primitive. */
  interface Lister {
    Stream<Entry> list(FilePath directory, ListOptions options);
  }

  static FileStore broken(FileStore next, Lister lister) {
    return new ForwardingFileStore(next) {
      @Override
      public Stream<Entry> list(FilePath directory, ListOptions options) {
        return lister.list(directory, options);
      }
    };
  }

  private static String name(Entry entry) {
    return entry.isDirectory() ? entry.path() + "/" : entry.path().toString();
  }

  private static FileStore sorted(FileStore next, Comparator<Entry> order) {
    return broken(next, (directory, options) -> next.list(directory, options).sorted(order));
  }

  private static Stream<Entry> byPrefix(FileStore next, FilePath directory, ListOptions options) {
    if (directory.isRoot() || !options.isRecursive()) {
      return next.list(directory, options);
    }
    return next.list(FilePath.ROOT, options)
        .filter(entry -> entry.path().toString().startsWith(directory.toString()));
  }

  private static Stream<Entry> inclusive(FileStore next, FilePath directory, ListOptions options) {
    ListOptions all =
        options.isRecursive() ? ListOptions.DEFAULTS.recursive() : ListOptions.DEFAULTS;
    String start = options.startAfter().orElse("");
    return next.list(directory, all).filter(entry -> FilePath.compareUtf8(name(entry), start) >= 0);
  }

  private static Stream<Entry> withParents(
      FileStore next, FilePath directory, ListOptions options) {
    Stream<Entry> entries = next.list(directory, options);
    if (!options.isRecursive()) {
      return entries;
    }
    List<Entry> all = new ArrayList<>();
    entries.forEach(
        entry -> {
          Entry parent = new Directory(entry.path().parent().orElseThrow());
          if (!parent.path().equals(directory) && !all.contains(parent)) {
            all.add(parent);
          }
          all.add(entry);
        });
    return all.stream();
  }

  private static Stream<Entry> overlapping(
      FileStore next, FilePath directory, ListOptions options) {
    List<Entry> entries = next.list(directory, options).toList();
    List<Entry> pages = new ArrayList<>(entries);
    if (entries.size() > options.pageSize()) {
      pages.add(options.pageSize(), entries.get(options.pageSize() - 1));
    }
    return pages.stream();
  }

  /** Keeps the directories of deleted files. */
  private static final class StayingDirectories extends ForwardingFileStore {
    private final Set<FilePath> made = new ConcurrentSkipListSet<>();

    StayingDirectories(FileStore next) {
      super(next);
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      FileInfo info = super.write(path, content, options);
      path.parent().filter(parent -> !parent.isRoot()).ifPresent(made::add);
      return info;
    }

    @Override
    public Stream<Entry> list(FilePath directory, ListOptions options) {
      List<Entry> entries = new ArrayList<>(super.list(directory, options).toList());
      for (FilePath each : made) {
        Entry entry = new Directory(each);
        if (!options.isRecursive()
            && each.parent().filter(directory::equals).isPresent()
            && !entries.contains(entry)) {
          entries.add(entry);
        }
      }
      entries.sort(Comparator.comparing(BrokenListings::name, FilePath::compareUtf8));
      return entries.stream();
    }
  }

  /** Lists files as they were when they were made. */
  private static final class OldSizes extends ForwardingFileStore {
    private final ConcurrentHashMap<FilePath, FileInfo> first = new ConcurrentHashMap<>();

    OldSizes(FileStore next) {
      super(next);
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      FileInfo info = super.write(path, content, options);
      first.putIfAbsent(path, info);
      return info;
    }

    @Override
    public Stream<Entry> list(FilePath directory, ListOptions options) {
      return super.list(directory, options)
          .map(
              entry ->
                  entry.isDirectory() ? entry : first.getOrDefault(entry.path(), (FileInfo) entry));
    }
  }
}
