package dev.coffer.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.CorruptFileException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.versioning.FileVersions;
import dev.coffer.versioning.VersioningFileStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever reads a damaged file is told; nobody else is hindered, and nothing is allocated. */
class DamagedFilesTest {
  private static final int FRAME = 64;
  private static final byte[] CONTENT = Stored.lines(10_000, 1);

  private final InMemoryFileStore below = new InMemoryFileStore();
  private final FileStore store = new CompressingFileStore(below);

  private void damage(int position) {
    byte[] damaged = below.readBytes("a");
    damaged[position] ^= 1;
    below.write("a", damaged);
  }

  @Test
  void aFileWithVersionsIsReplacedAndDeleted() {
    FileStore versioned = new VersioningFileStore(store);
    versioned.write("a", CONTENT);
    damage(20);
    versioned.write("a", "new");
    assertThat(versioned.readString("a")).isEqualTo("new");
    versioned.write("a", CONTENT);
    damage(20);
    versioned.deleteFile("a");
    assertThat(versioned.exists("a")).isFalse();
    FileVersions versions = versioned.unwrap(FileVersions.class).orElseThrow();
    assertThat(versions.versions("a")).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource
  void aReadThatHasFailedDoesNotGoOnBehindTheDamage(CompressionFormat format) throws IOException {
    FileStore writer = new CompressingFileStore(below, Policies.of(format, FRAME, 0));
    writer.write("a", CONTENT);
    damage(thirdFrame(format) - 6);
    try (InputStream in = store.open("a")) {
      assertThat(in.readNBytes(FRAME)).hasSize(FRAME);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(in::read).isInstanceOf(CorruptFileException.class);
      }
    }
  }

  private int thirdFrame(CompressionFormat format) throws IOException {
    FileInfo file = below.stat("a").orElseThrow();
    LayoutProbe probe = new LayoutProbe(below, file, new Semaphore(0));
    StoredLayout layout = probe.layout(below.readBytes("a")).orElseThrow();
    assertThat(layout.format()).isEqualTo(format.frames());
    return (int) probe.complete(layout).offset(2);
  }

  /** A file of zeros behind a head, without memory for them: whoever wants it is refused. */
  @Test
  void aFileThatClaimsMoreFramesThanAnyMakesNobodyReadATableOfThem() {
    byte[] head = ZstdFormat.INSTANCE.note(new StoredHead(1 << 20, -1, 0).text(FrameLengths.NONE));
    for (int frames : new int[] {100_000_000, StoredHead.MOST_FRAMES_OF_ALL + 1}) {
      FileStore reader = new CompressingFileStore(new Sparse(head, frames));
      assertThat(reader.stat("a").orElseThrow().size()).isEqualTo(Sparse.SIZE);
      assertThatThrownBy(() -> reader.open("a").close()).isInstanceOf(CorruptFileException.class);
    }
  }

  @Test
  void aTableHasTheNumberOfFramesThatTheHeadTells() {
    byte[] head =
        ZstdFormat.INSTANCE.note(new StoredHead(1 << 20, 5 << 20, 0).text(FrameLengths.NONE));
    FileStore reader = new CompressingFileStore(new Sparse(head, 1_000_000));
    assertThatThrownBy(() -> reader.open("a", 100, 10).close())
        .isInstanceOf(CorruptFileException.class);
  }

  /** A store of a large sparse file, of which only small pieces may be read. */
  private static final class Sparse extends ForwardingFileStore {
    static final long SIZE = 1 << 30;

    private final byte[] head;
    private final byte[] end;

    Sparse(byte[] head, int frames) {
      super(new InMemoryFileStore());
      this.head = head;
      this.end = new byte[9];
      LittleEndian.wrap(end, 0).putInt(frames + 2).put((byte) 0).putInt(ZstdFormat.TABLE_END);
      write("a", "x");
    }

    private FileInfo sized(FileInfo file) {
      return new FileInfo(
          file.path(), SIZE, file.lastModified(), file.etag(), file.contentType(), file.metadata());
    }

    @Override
    public Optional<FileInfo> stat(FilePath path) {
      return super.stat(path).map(this::sized);
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      boolean whole = options.length() == Long.MAX_VALUE;
      assertThat(whole || options.length() <= 64 << 10).isTrue();
      byte[] bytes = new byte[64 << 10];
      int length = (int) Math.min(options.length(), bytes.length);
      if (options.offset() == 0) {
        System.arraycopy(head, 0, bytes, 0, head.length);
      } else {
        System.arraycopy(end, 0, bytes, length - end.length, end.length);
      }
      return new OpenedFile(
          sized(super.stat(path).orElseThrow()), new ByteArrayInputStream(bytes, 0, length));
    }
  }

  @Test
  void aListingDoesNotFailForAFileThatIsReplacedByADamagedOne() {
    store.write("a", CONTENT);
    FileStore reader =
        new CompressingFileStore(
            new ForwardingFileStore(below) {
              private boolean replaced;

              @Override
              public OpenedFile read(FilePath path, ReadOptions options) {
                if (!replaced) {
                  replaced = true;
                  damage(20);
                }
                return super.read(path, options);
              }
            });
    try (Stream<FileInfo> files = reader.walk("")) {
      assertThat(files.map(FileInfo::size).toList())
          .isEqualTo(List.of(below.stat("a").orElseThrow().size()));
    }
  }
}
