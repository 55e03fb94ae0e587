package dev.coffer.benchmarks;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.coffer.local.Durability;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The calls that one would write by hand: a temporary file next to the target, a sync if requested,
 * a rename, a sync of the directory.
 */
final class RawFiles implements AllFiles {
  private final Path root;
  private final Durability durability;
  private final boolean sorted;
  private final AtomicLong names = new AtomicLong();

  /**
   * Opens a directory.
   *
   * @param sorted whether a listing is put in order, as Coffer's is
   */
  RawFiles(Path root, Durability durability, boolean sorted) {
    this.root = root;
    this.durability = durability;
    this.sorted = sorted;
  }

  /** Fills an open file. */
  private interface Filling {
    void fill(FileChannel channel) throws IOException;
  }

  @Override
  public void write(String path, byte[] bytes) throws IOException {
    publish(path, channel -> channel.write(ByteBuffer.wrap(bytes)));
  }

  private void publish(String path, Filling filling) throws IOException {
    Path target = root.resolve(path);
    Path staged = target.resolveSibling(".tmp-" + names.incrementAndGet());
    try (FileChannel channel = create(staged)) {
      filling.fill(channel);
      if (durability != Durability.NONE) {
        channel.force(true);
      }
    }
    Files.move(staged, target, ATOMIC_MOVE);
    syncAbove(target);
  }

  private static FileChannel create(Path file) throws IOException {
    try {
      return FileChannel.open(file, CREATE_NEW, WRITE);
    } catch (NoSuchFileException e) {
      Files.createDirectories(file.getParent());
      return FileChannel.open(file, CREATE_NEW, WRITE);
    }
  }

  private void syncAbove(Path path) throws IOException {
    if (durability == Durability.FULL) {
      Path directory = Objects.requireNonNull(path.getParent());
      try (FileChannel channel = FileChannel.open(directory, READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public byte[] read(String path) throws IOException {
    return Files.readAllBytes(root.resolve(path));
  }

  @Override
  public long size(String path) throws IOException {
    return attributes(root.resolve(path)).size();
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
  }

  @Override
  public int list(String directory) throws IOException {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(root.resolve(directory))) {
      for (Path path : paths) {
        String name = directory + "/" + path.getFileName();
        found.add(attributes(path).isDirectory() ? name + "/" : name);
      }
    }
    if (sorted) {
      found.sort(null);
    }
    return found.size();
  }

  @Override
  public long walk(String directory) throws IOException {
    return Trees.size(root.resolve(directory));
  }

  @Override
  public void writeAll(Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      write(file.getKey(), file.getValue());
    }
  }

  @Override
  public long readAll(List<String> paths) throws IOException {
    long total = 0;
    for (String path : paths) {
      total += read(path).length;
    }
    return total;
  }

  @Override
  public void deleteDirectory(String directory) throws IOException {
    Path path = root.resolve(directory);
    Trees.delete(path);
    syncAbove(path);
  }

  @Override
  public void streamIn(String path, LargeContent content) throws IOException {
    publish(path, channel -> copy(content.open(), channel));
  }

  private static void copy(InputStream content, FileChannel channel) throws IOException {
    byte[] buffer = new byte[Streams.BUFFER];
    int count;
    while ((count = content.read(buffer)) >= 0) {
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  @Override
  public long streamOut(String path) throws IOException {
    try (InputStream in = Files.newInputStream(root.resolve(path))) {
      return Streams.drain(in);
    }
  }

  @Override
  public void close() {}
}
