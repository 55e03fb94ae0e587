package dev.coffer.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.NotModifiedException;
import dev.coffer.OpenedFile;
import dev.coffer.PresignedUrls;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.spi.OwnArea;
import dev.coffer.testkit.FaultyFileStore;
import dev.coffer.testkit.Operation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is compressed and what is not, and that nobody sees which. */
class CompressingFileStoreTest {
  private static final int MIB = 1 << 20;
  private static final ErrorContext LOST = new ErrorContext("read", "b", "memory");

  private final InMemoryFileStore below = new InMemoryFileStore();
  private final FileStore store = new CompressingFileStore(below);

  private byte[] stored(String path) {
    return below.readBytes(path);
  }

  /** Each way to give a content. */
  static Stream<Function<byte[], Content>> ways() {
    return Stream.of(
        Content::of,
        bytes -> Content.of(new ByteArrayInputStream(bytes)),
        bytes -> Content.of(new ByteArrayInputStream(bytes), bytes.length),
        bytes -> Content.of(out -> out.write(bytes)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatShrinksIsCompressed(Function<byte[], Content> way) {
    for (int size : new int[] {4096, MIB, MIB + 1, 3 * MIB + 5}) {
      byte[] content = Stored.lines(size, size);
      FileInfo written = store.write("a", way.apply(content), WriteOptions.DEFAULTS);
      assertThat(written.size()).isEqualTo(size);
      assertThat(stored("a").length).isLessThan(size / 2);
      assertThat(store.readBytes("a")).isEqualTo(content);
      assertThat(new CompressingFileStore(below).readBytes("a")).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatDoesNotShrinkIsStoredAsItIs(Function<byte[], Content> way) {
    for (int size : new int[] {0, 1, 4096, MIB, MIB + 1, 3 * MIB + 5}) {
      byte[] content = Stored.noise(size, size);
      FileInfo written = store.write("a", way.apply(content), WriteOptions.DEFAULTS);
      assertThat(written.size()).isEqualTo(size);
      assertThat(stored("a")).isEqualTo(content);
      assertThat(store.readBytes("a")).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatIsSmallIsStoredAsItIs(Function<byte[], Content> way) {
    byte[] content = Stored.lines(4095, 1);
    store.write("a", way.apply(content), WriteOptions.DEFAULTS);
    assertThat(stored("a")).isEqualTo(content);
  }

  @ParameterizedTest
  @EnumSource
  void noSmallFileIsStoredWithMoreBytesThanItHas(CompressionFormat format) {
    FileStore all = new CompressingFileStore(below, new CompressionOptions(format, 0, 3));
    for (int size = 0; size < 600; size += 7) {
      all.write("a", new byte[size]);
      assertThat(stored("a").length).isLessThanOrEqualTo(size);
    }
    all.write("a", new byte[600]);
    assertThat(stored("a").length).isLessThan(300);
  }

  @Test
  void whatIsReadIsClosedWhateverTheStoreThrows() {
    InMemoryFileStore files = new InMemoryFileStore();
    new CompressingFileStore(files).write("a", "x".repeat(100_000));
    AtomicInteger open = new AtomicInteger();
    FileStore store =
        new CompressingFileStore(
            new ForwardingFileStore(files) {
              @Override
              public OpenedFile read(FilePath path, ReadOptions options) {
                open.incrementAndGet();
                OpenedFile opened = super.read(path, options);
                return new OpenedFile(opened.info(), new BrokenStream(opened.stream(), open));
              }
            });
    assertThatThrownBy(() -> store.readBytes("a")).isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> store.open("a")).isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> store.open("a", 5, 5)).isInstanceOf(TimeoutException.class);
    assertThat(open).hasValue(0);
  }

  /** A stream that fails as it does not declare, as other languages can. */
  private static final class BrokenStream extends FilterInputStream {
    private final AtomicInteger open;

    BrokenStream(InputStream in, AtomicInteger open) {
      super(in);
      this.open = open;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      throw BrokenStream.<RuntimeException>thrown(new TimeoutException("of the test"));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> E thrown(Exception e) throws E {
      throw (E) e;
    }

    @Override
    public void close() throws IOException {
      open.decrementAndGet();
      super.close();
    }
  }

  @Test
  void aFileWithMoreFramesThanReadersAcceptIsRefusedBeforeItIsWritten() {
    FileStore tiny = new CompressingFileStore(below, Policies.of(CompressionFormat.ZSTD, 16, 0));
    Content large =
        Content.of(
            new ByteArrayInputStream(new byte[100]), 16L * StoredHead.MOST_FRAMES_OF_ALL + 1);
    assertThatThrownBy(() -> tiny.write("a", large, WriteOptions.DEFAULTS))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("at most 32000000 bytes");
    assertThat(below.list("")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatIsCompressedByItsTypeIsStoredAsItIs(Function<byte[], Content> way) {
    byte[] content = Stored.lines(10_000, 1);
    for (String type : List.of("image/png", "VIDEO/MP4; codecs=x", "application/zip")) {
      store.write("a", way.apply(content), WriteOptions.DEFAULTS.contentType(type));
      assertThat(stored("a")).as(type).isEqualTo(content);
    }
    for (String type : List.of("image/svg+xml", "text/plain", "application/json")) {
      store.write("a", way.apply(content), WriteOptions.DEFAULTS.contentType(type));
      assertThat(stored("a").length).as(type).isLessThan(content.length / 2);
    }
  }

  @Test
  void whatIsCompressedByItsFirstBytesIsStoredAsItIs() {
    for (String magic : List.of("PK\3\4", "BZh9", "GIF89a")) {
      byte[] content = (magic + "a".repeat(10_000)).getBytes(StandardCharsets.ISO_8859_1);
      store.write("a", content);
      assertThat(stored("a")).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aContentThatIsACompressedFileIsReadAsItWasWritten(Function<byte[], Content> way) {
    store.write("a", Stored.lines(10_000, 1));
    new CompressingFileStore(below, CompressionOptions.GZIP).write("b", Stored.lines(10_000, 1));
    for (String name : List.of("a", "b")) {
      byte[] compressed = stored(name);
      byte[] damaged = compressed.clone();
      damaged[0] ^= 1;
      for (byte[] content : List.of(compressed, damaged, Arrays.copyOf(compressed, 60))) {
        WriteOptions options = WriteOptions.DEFAULTS.contentType("application/zstd");
        for (WriteOptions each : List.of(options, WriteOptions.DEFAULTS)) {
          FileInfo written = store.write("c", way.apply(content), each);
          assertThat(written.size()).isEqualTo(content.length);
          assertThat(new CompressingFileStore(below).readBytes("c")).isEqualTo(content);
        }
      }
    }
  }

  @Test
  void aFileThatIsACompressedFileTwiceIsUnpackedOnce() {
    store.write("a", Stored.lines(10_000, 1));
    byte[] once = stored("a");
    store.write("a", once);
    byte[] twice = stored("a");
    store.write("a", twice);
    assertThat(new CompressingFileStore(below).readBytes("a")).isEqualTo(twice);
  }

  @Test
  void filesFromBeforeAndFilesOfOthersAreReadAsTheyAre() throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(Stored.lines(100_000, 1));
    }
    List<byte[]> files =
        List.of(Stored.lines(100_000, 1), Stored.noise(100, 1), gzip.toByteArray(), new byte[0]);
    for (byte[] file : files) {
      below.write("a", file);
      FileStore reader = new CompressingFileStore(below);
      assertThat(reader.readBytes("a")).isEqualTo(file);
      assertThat(reader.stat("a")).isEqualTo(below.stat("a"));
      try (InputStream part = reader.open("a", file.length / 2, 10)) {
        assertThat(part.readAllBytes())
            .isEqualTo(
                Arrays.copyOfRange(
                    file, file.length / 2, Math.min(file.length, file.length / 2 + 10)));
      }
    }
  }

  @Test
  void filesOfEachFormatAndLevelAreReadByEach() {
    byte[] content = Stored.lines(100_000, 1);
    List<CompressionOptions> all =
        List.of(
            CompressionOptions.ZSTD.level(1),
            CompressionOptions.ZSTD.level(22),
            CompressionOptions.GZIP.level(1),
            CompressionOptions.GZIP.level(9));
    for (CompressionOptions writer : all) {
      new CompressingFileStore(below, writer).write("a", content);
      for (CompressionOptions reader : all) {
        assertThat(new CompressingFileStore(below, reader).readBytes("a")).isEqualTo(content);
      }
    }
  }

  @Test
  void contentTypeMetadataAndEtagAreThoseOfTheStoreBelow() {
    byte[] content = Stored.lines(10_000, 1);
    FileInfo written =
        store.write(
            "a", content, WriteOptions.DEFAULTS.contentType("text/plain").metadata("k", "v"));
    FileInfo seen = store.stat("a").orElseThrow();
    assertThat(seen).isEqualTo(written);
    FileInfo stored = below.stat("a").orElseThrow();
    assertThat(stored.contentType()).contains("text/plain");
    assertThat(stored.metadata()).isEqualTo(Map.of("k", "v"));
    assertThat(seen.etag()).isEqualTo(stored.etag());
    assertThat(store.copy("a", "b").metadata()).isEqualTo(Map.of("k", "v"));
    assertThat(stored("b")).isEqualTo(stored("a"));
  }

  @Test
  void aCopyOfAVersionDoesNotTellTheStoreBelowAWrongSize() {
    FileInfo seen = store.write("a", Stored.lines(10_000, 1));
    assertThat(
            store
                .copy(FilePath.of("a"), FilePath.of("b"), CopyOptions.DEFAULTS.ifMatch(seen))
                .size())
        .isEqualTo(10_000);
    store.write("a", Stored.lines(10_000, 2));
    assertThatThrownBy(() -> store.copy("a", "b", CopyOptions.DEFAULTS.ifMatch(seen)))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void conditionsOfAReadHoldForRangesToo() {
    FileInfo seen = store.write("a", Stored.lines(10_000, 1));
    ReadOptions range = ReadOptions.DEFAULTS.range(5, 10);
    assertThatThrownBy(() -> store.open("a", range.ifNoneMatch(seen.etag())))
        .isInstanceOf(NotModifiedException.class);
    assertThat(store.read(FilePath.of("a"), range.ifMatch(seen.etag())).info()).isEqualTo(seen);
    store.write("a", Stored.lines(10_000, 2));
    assertThatThrownBy(() -> store.open("a", range.ifMatch(seen.etag())))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void aContentThatFailsLeavesTheOldFile() {
    byte[] old = Stored.lines(10_000, 1);
    store.write("a", old);
    for (int size : new int[] {100, 10_000, 3 * MIB}) {
      assertThatThrownBy(
              () ->
                  store.write(
                      "a",
                      out -> {
                        out.write(Stored.lines(size, 2));
                        throw new IOException("the source is gone");
                      }))
          .isInstanceOf(StorageFailureException.class)
          .hasRootCauseMessage("the source is gone");
      assertThat(store.readBytes("a")).isEqualTo(old);
    }
    assertThat(below.list("")).containsExactly("a");
  }

  @Test
  void aContentOfAnotherSizeThanItSaysIsRefused() {
    for (int size : new int[] {100, 10_000, 3 * MIB}) {
      byte[] content = Stored.lines(size, 1);
      for (int told : new int[] {size - 1, size + 1}) {
        assertThatThrownBy(
                () ->
                    store.write(
                        "a",
                        Content.of(new ByteArrayInputStream(content), told),
                        WriteOptions.DEFAULTS))
            .isInstanceOf(StorageFailureException.class);
      }
    }
    assertThat(below.list("")).isEmpty();
  }

  @Test
  void aFullStoreIsReportedAsFull() {
    FileStore small = new CompressingFileStore(new InMemoryFileStore(100_000));
    small.write("a", Stored.lines(200_000, 1));
    assertThatThrownBy(() -> small.write("b", Stored.lines(3 * MIB, 1)))
        .isInstanceOf(StorageFullException.class);
    assertThat(small.list("")).containsExactly("a");
  }

  @Test
  void aListingDoesNotFailForADamagedFile() {
    store.write("a", Stored.lines(10_000, 1));
    store.write("b", Stored.lines(10_000, 1));
    byte[] damaged = stored("a");
    damaged[20] ^= 1;
    below.write("a", damaged);
    assertThat(store.walk("").map(FileInfo::size)).containsExactly((long) damaged.length, 10_000L);
    assertThat(store.stat("a").orElseThrow().size()).isEqualTo(damaged.length);
    assertThatThrownBy(() -> store.readBytes("a"))
        .isInstanceOf(CorruptFileException.class)
        .hasMessage(
            "read a on memory: corrupt file (its first bytes are damaged; restore the file from a"
                + " copy)");
  }

  @Test
  void aCopyThatWasMadeIsNoFailureThoughItsSizeCannotBeAskedFor() {
    store.write("a", Stored.lines(10_000, 1));
    FaultyFileStore faulty = new FaultyFileStore(below);
    FileStore failing = new CompressingFileStore(faulty);
    faulty.failBefore(Operation.READ, 1, () -> new ConnectionException(LOST, "lost", null));
    assertThat(failing.copy("a", "b").size()).isEqualTo(stored("b").length);
  }

  /** A few kilobytes that are a gigabyte of zeros, and say that they are a mebibyte. */
  @ParameterizedTest
  @EnumSource
  void aFileThatUnpacksToMoreThanItSaysIsCorrupt(CompressionFormat format) {
    FileStore large =
        new CompressingFileStore(
            below, new WritePolicy(new CompressionOptions(format, 0, 9), 8 * MIB, 0, true));
    large.write("a", new ByteArrayInputStream(new byte[8 * MIB]));
    byte[] bomb = stored("a");
    byte[] head = format.frames().note(new StoredHead(1024, 1024, 0).text(FrameLengths.NONE));
    System.arraycopy(head, 0, bomb, 0, head.length);
    below.write("a", bomb);
    assertThatThrownBy(() -> new CompressingFileStore(below).readBytes("a"))
        .isInstanceOf(CorruptFileException.class);
  }

  @Test
  void noFileMakesItsReaderAllocateWhatItClaims() {
    store.write("a", Stored.lines(10_000, 1));
    byte[] file = stored("a");
    for (StoredHead claim :
        List.of(
            new StoredHead(Integer.MAX_VALUE, -1, 0),
            new StoredHead(1, Long.MAX_VALUE, 0),
            new StoredHead(1, 10_000, 0),
            new StoredHead(16, 16L * StoredHead.MOST_FRAMES_OF_ALL + 1, 0),
            new StoredHead(8 * MIB, 1L << 40, StoredHead.MOST_FRAMES + 1))) {
      byte[] text =
          Arrays.copyOf(
              claim.text(FrameLengths.of(new int[StoredHead.MOST_FRAMES + 1], claim.frames())),
              StoredHead.FIXED);
      System.arraycopy(text, 0, file, 8, text.length);
      below.write("a", file);
      assertThatThrownBy(() -> store.readBytes("a")).isInstanceOf(CorruptFileException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5000, 3 * MIB})
  void aStreamFailsWhenItsStoreIsClosed(int size) throws IOException {
    FileStore closing = new CompressingFileStore(new InMemoryFileStore());
    closing.write("a", Stored.lines(size, 1));
    InputStream in = closing.open("a");
    closing.close();
    assertThatThrownBy(in::read).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void manyFilesAreReadAtOnce() {
    Map<String, byte[]> files = new TreeMap<>();
    IntStream.range(0, 200).forEach(i -> files.put("d/" + i, Stored.lines(5000 + i, i)));
    store.writeAll(files);
    List<String> paths = List.copyOf(files.keySet());
    try (Stream<byte[]> read = store.readAll(paths)) {
      assertThat(read.toList())
          .usingElementComparator(Arrays::compare)
          .containsExactlyElementsOf(files.values());
    }
  }

  @Test
  void filesOfLayersInTheirOwnAreaAreFilesLikeOthers() {
    FilePath own = OwnArea.of("test").file(FilePath.of("a"), "1");
    store.write(own, Content.of(Stored.lines(10_000, 1)), WriteOptions.DEFAULTS);
    assertThat(store.stat(own).orElseThrow().size()).isEqualTo(10_000);
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void whatWouldGiveTheStoredBytesIsWithheld() {
    assertThat(store.capabilities().has(Capability.SIZES_COST_REQUESTS)).isTrue();
    assertThat(store.capabilities().has(Capability.PRESIGNED_URLS)).isFalse();
    assertThat(store.unwrap(PresignedUrls.class)).isEmpty();
    assertThat(store.unwrap(InMemoryFileStore.class)).isEmpty();
    assertThat(store).hasToString("Compressing(Memory(memory))");
  }
}
