package dev.coffer.testkit;

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
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Stores that change, fold or refuse names, or let a view look outside. */
final class BrokenPaths {
  private BrokenPaths() {}

  static List<BrokenStore> all() {
    return List.of(
        new BrokenStore(
            "names are percent-decoded",
            "nothingIsDecoded",
            next -> new Renaming(next, name -> name.replace("%20", " "))),
        new BrokenStore(
            "upper and lower case are one",
            "upperAndLowerCaseAreTwoNames",
            next -> new Renaming(next, name -> name.toLowerCase(Locale.ROOT))),
        new BrokenStore(
            "names are composed",
            "combiningMarksAreNotComposed",
            next -> new Renaming(next, name -> Normalizer.normalize(name, Normalizer.Form.NFC))),
        new BrokenStore(
            "spaces at the end are dropped",
            "spacesAndDotsAtTheEndsAreKept",
            next ->
                new Renaming(next, name -> name.length() > 1 ? name.replaceAll(" +$", "") : name)),
        new BrokenStore(
            "a query is cut off",
            "namesThatMeanSomethingInAUrlAreKept",
            next ->
                new Renaming(
                    next, name -> name.indexOf('?') > 0 ? name.replaceAll("[?].*", "") : name)),
        new BrokenStore(
            "long names are cut",
            "longNamesThatDifferAtTheirEndAreTwoFiles",
            next ->
                new Renaming(next, name -> name.length() > 200 ? name.substring(0, 200) : name)),
        new BrokenStore(
            "names of 255 bytes have no room for a suffix",
            "aSegmentOf255BytesIsKept",
            next ->
                BrokenWrites.broken(
                    next,
                    (path, content, options) -> {
                      if (Samples.utf8(path.name()).length > 251) {
                        throw new StorageFailureException(
                            new ErrorContext("write", path.toString(), "broken"),
                            "the name is too long",
                            null);
                      }
                      return next.write(path, content, options);
                    })),
        new BrokenStore(
            "a view reads what is missing from its store",
            "anAbsolutePathIsOneOfTheView",
            Leaking::new),
        new BrokenStore(
            "a view matches its siblings", "siblingsOfAViewAreOutside", MatchingSiblings::new),
        new BrokenStore(
            "the root is written as a file",
            "theRootIsRefusedByThePrimitivesToo",
            next ->
                BrokenWrites.broken(
                    next,
                    (path, content, options) ->
                        next.write(
                            path.isRoot() ? FilePath.of("index") : path, content, options))));
  }

  /** Stores each file under another name. */
  private static final class Renaming extends ForwardingFileStore {
    private final UnaryOperator<String> rename;

    Renaming(FileStore next, UnaryOperator<String> rename) {
      super(next);
      this.rename = rename;
    }

    private FilePath renamed(FilePath path) {
      return FilePath.of(rename.apply(path.toString()));
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      return super.write(renamed(path), content, options);
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      return super.read(renamed(path), options);
    }

    @Override
    public Optional<FileInfo> stat(FilePath path) {
      return super.stat(renamed(path));
    }

    @Override
    public void deleteFiles(Collection<FilePath> paths) {
      super.deleteFiles(paths.stream().map(this::renamed).toList());
    }
  }

  /** Looks for a file also where a view was made. */
  private static final class Leaking extends ForwardingFileStore {
    Leaking(FileStore next) {
      super(next);
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      boolean elsewhere = super.stat(path).isEmpty() && super.stat(top(path)).isPresent();
      return super.read(elsewhere ? top(path) : path, options);
    }

    private static FilePath top(FilePath path) {
      return FilePath.of(path.name());
    }
  }

  /** Deletes and lists a directory of one segment by the start of its name. */
  private static final class MatchingSiblings extends ForwardingFileStore {
    MatchingSiblings(FileStore next) {
      super(next);
    }

    @Override
    public void deleteDirectory(FilePath directory) {
      try (Stream<Entry> all = super.list(FilePath.ROOT, ListOptions.DEFAULTS.recursive())) {
        List<FilePath> matching =
            all.map(Entry::path)
                .filter(path -> path.toString().startsWith(directory.toString()))
                .filter(path -> !path.equals(directory))
                .toList();
        super.deleteFiles(matching);
      }
    }
  }
}
