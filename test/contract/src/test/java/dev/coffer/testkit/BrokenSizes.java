package dev.coffer.testkit;

import dev.coffer.Capabilities;
import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import java.util.List;
import java.util.function.BiPredicate;

/** Stores that do not keep to the size of their largest file. */
final class BrokenSizes {
  private static final int LARGEST = Samples.MIB;

  private BrokenSizes() {}

  static List<BrokenStore> all() {
    return List.of(
        new BrokenStore(
            "a file that is too large is read before it is refused",
            "aFileLargerThanTheLargestIsRefusedBeforeItIsRead",
            next ->
                BrokenWrites.broken(
                    next,
                    (path, content, options) ->
                        next.write(path, Content.of(out -> content.writeTo(out)), options))),
        new BrokenStore(
            "a stream may be larger than the largest file",
            "aContentOfUnknownLengthThatIsLargerThanTheLargestFileIsRefused",
            next -> new Limited(next, (content, told) -> told && content > LARGEST)),
        new BrokenStore(
            "the largest file is refused",
            "aFileAsLargeAsTheLargestIsStored",
            next -> new Limited(next, (content, told) -> content >= LARGEST)));
  }

  /** Refuses the sizes of a predicate, which knows whether the content told it. */
  private static final class Limited extends ForwardingFileStore {
    private final BiPredicate<Long, Boolean> refused;

    Limited(FileStore next, BiPredicate<Long, Boolean> refused) {
      super(next);
      this.refused = refused;
    }

    @Override
    public Capabilities capabilities() {
      Capabilities below = super.capabilities();
      return new Capabilities(below.supported(), LARGEST, below.concurrency());
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      if (content.size().isPresent()) {
        refuse(path, content.size().getAsLong(), true);
        return super.write(path, content, options);
      }
      byte[] bytes = BrokenWrites.bytes(content);
      refuse(path, bytes.length, false);
      return super.write(path, Content.of(bytes), options);
    }

    private void refuse(FilePath path, long size, boolean told) {
      if (refused.test(size, told)) {
        throw new UnsupportedFeatureException(
            new ErrorContext("write", path.toString(), name()), "it is too large", null);
      }
    }
  }
}
