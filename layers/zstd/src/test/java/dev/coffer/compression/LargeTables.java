package dev.coffer.compression;

import dev.coffer.Capabilities;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.spi.InMemoryStream;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A program that lists files of two million frames each, whose tables tell of as many frames as a
 * file may have: 16 MiB each, and several times as much while one is read.
 */
final class LargeTables extends ForwardingFileStore {
  private static final int FILES = 16;
  private static final int FRAMES = StoredHead.MOST_FRAMES_OF_ALL;
  private static final int FRAME_SIZE = 1 << 20;

  private final byte[] head;
  private final byte[] foot;
  private final long size;

  private LargeTables() {
    super(new InMemoryFileStore());
    int[] lengths = new int[FRAMES];
    Arrays.fill(lengths, 1);
    this.head = ZstdFormat.INSTANCE.note(new StoredHead(FRAME_SIZE, -1, 0).text(FrameLengths.NONE));
    StoredLayout layout =
        new StoredLayout(
            ZstdFormat.INSTANCE,
            head.length,
            FRAME_SIZE,
            (long) FRAMES * FRAME_SIZE,
            FrameLengths.of(lengths, FRAMES));
    this.foot = layout.foot();
    this.size = layout.storedSize();
    for (int i = 0; i < FILES; i++) {
      delegate().write("f" + i, "x");
    }
  }

  private FileInfo sized(FileInfo file) {
    return new FileInfo(
        file.path(), size, file.lastModified(), file.etag(), file.contentType(), file.metadata());
  }

  @Override
  public Capabilities capabilities() {
    Capabilities own = super.capabilities();
    return new Capabilities(own.supported(), own.maxFileSize(), FILES, FILES);
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    return super.list(directory, options)
        .map(entry -> entry instanceof FileInfo file ? sized(file) : entry);
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    boolean isBeginning = options.offset() == 0;
    byte[] bytes = isBeginning ? head : foot;
    int start = isBeginning ? 0 : (int) (options.offset() - (size - foot.length));
    int length = (int) Math.min(bytes.length - start, options.length());
    FileInfo info = sized(super.stat(path).orElseThrow());
    return new OpenedFile(info, new InMemoryStream(bytes, start, length, () -> {}));
  }

  /** Fails if the sizes are wrong, or memory does not suffice. */
  public static void main(String[] args) {
    try (FileStore store = new CompressingFileStore(new LargeTables());
        Stream<FileInfo> files = store.walk("")) {
      long known = files.filter(file -> file.size() == (long) FRAMES * FRAME_SIZE).count();
      if (known != FILES) {
        throw new IllegalStateException("the sizes of " + known + " files are known");
      }
    }
  }
}
