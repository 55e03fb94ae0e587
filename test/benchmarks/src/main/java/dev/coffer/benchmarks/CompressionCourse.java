package dev.coffer.benchmarks;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.coffer.Content;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import dev.coffer.compression.CompressingFileStore;
import dev.coffer.compression.CompressionOptions;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A compressing store against the compressor alone, which writes to a plain file; and where nothing
 * shrinks, against the same store without the layer.
 */
final class CompressionCourse {
  private static final Target COMPRESSED = Target.ratio(1.15);
  private static final Target AS_IT_IS = Target.ratio(1.05);
  private static final int LEVEL = 3;

  /** What repeats only beyond the window in which the compressor alone would find it again. */
  private static final int VARIED = 64 << 20;

  private final Path directory;
  private final Scale scale;
  private final Consumer<Row> rows;
  private final PrintStream out;

  CompressionCourse(Path directory, Scale scale, Consumer<Row> rows, PrintStream out) {
    this.directory = directory;
    this.scale = scale;
    this.rows = rows;
    this.out = out;
  }

  void run() throws Exception {
    long size = Math.min(scale.streamed(), 256 << 20);
    for (Map.Entry<String, byte[]> sample : Samples.all(directory).entrySet()) {
      ratio(sample.getKey(), sample.getValue());
    }
    Path raw = Files.createDirectories(directory.resolve("zstd-raw"));
    Path own = Files.createDirectories(directory.resolve("zstd-coffer"));
    Path plain = Files.createDirectories(directory.resolve("zstd-plain"));
    try (FileStore layered = compressing(own);
        FileStore bare = new LocalFileStore(plain, Durability.NONE)) {
      Race<Blobs> race =
          new Race<Blobs>(rows).with("zstd", new ZstdFiles(raw)).with("Coffer", of(layered));
      large(race, "event log", Samples.eventLog(Math.min((int) size, VARIED)), size, COMPRESSED);
      race = new Race<Blobs>(rows).with("without", of(bare)).with("Coffer", of(layered));
      large(race, "random bytes", Samples.noise(1 << 20), size, AS_IT_IS);
    }
  }

  private void large(Race<Blobs> race, String what, byte[] block, long size, Target target)
      throws Exception {
    String suffix = String.format(Locale.ROOT, " %d MiB, %s", size >> 20, what);
    race.run(
        "compression: write" + suffix,
        target,
        scale.bulk(),
        (blobs, at, calls) -> blobs.write(block, size));
    race.run(
        "compression: read" + suffix,
        target,
        scale.bulk(),
        (blobs, at, calls) -> Tasks.check(size, blobs.read()));
  }

  /** Prints how many times smaller a content is stored, by each of the two. */
  private void ratio(String name, byte[] content) throws IOException {
    Path own = Files.createDirectories(directory.resolve("ratio"));
    ZstdFiles zstd = new ZstdFiles(own);
    zstd.write(content, content.length);
    try (FileStore store = compressing(own)) {
      store.write("own", content);
    }
    out.printf(
        Locale.ROOT,
        "%s, %,d bytes: %.2f times smaller, by zstd alone %.2f%n",
        name,
        content.length,
        (double) content.length / Files.size(own.resolve("own")),
        (double) content.length / Files.size(zstd.file()));
  }

  private static FileStore compressing(Path directory) {
    return new CompressingFileStore(
        new LocalFileStore(directory, Durability.NONE), CompressionOptions.ZSTD.level(LEVEL));
  }

  /** One large file, as one library writes and reads it. */
  private interface Blobs {
    void write(byte[] block, long size) throws IOException;

    long read() throws IOException;
  }

  private static void repeat(byte[] block, long size, OutputStream out) throws IOException {
    for (long left = size; left > 0; left -= block.length) {
      out.write(block, 0, (int) Math.min(left, block.length));
    }
  }

  private static Blobs of(FileStore store) {
    return new Blobs() {
      @Override
      public void write(byte[] block, long size) {
        store.write("large", Content.of(out -> repeat(block, size, out)), WriteOptions.DEFAULTS);
      }

      @Override
      public long read() throws IOException {
        try (InputStream in = store.open("large")) {
          return Streams.drain(in);
        }
      }
    };
  }

  /** The compressor alone. */
  private record ZstdFiles(Path directory) implements Blobs {
    Path file() {
      return directory.resolve("large.zst");
    }

    @Override
    public void write(byte[] block, long size) throws IOException {
      try (ZstdOutputStream out = new ZstdOutputStream(Files.newOutputStream(file()), LEVEL)) {
        out.setChecksum(true);
        repeat(block, size, out);
      }
    }

    @Override
    public long read() throws IOException {
      try (InputStream in = new ZstdInputStream(Files.newInputStream(file()))) {
        return Streams.drain(in);
      }
    }
  }
}
