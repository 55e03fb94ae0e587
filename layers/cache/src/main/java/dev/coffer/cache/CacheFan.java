package dev.coffer.cache;

import dev.coffer.io.PrivateDirectory;
import dev.coffer.spi.StoreCache;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of the directories of a {@link CacheDirectory}. Its files are counted once, then followed;
 * whenever they are listed, the count is what the listing shows, since others may have deleted
 * some.
 */
final class CacheFan {
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

  private final Path directory;
  private final StagedFiles staged;
  private final AtomicLong total;
  private final @Nullable SlotRow row;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean counted;
  private long size;

  /**
   * Creates the directory's object; the directory itself comes with its first file.
   *
   * @param number the number of the directory
   * @param total the bytes of all counted directories
   * @param slots where small entries are; null for none
   */
  CacheFan(int number, StagedFiles staged, AtomicLong total, @Nullable CacheSlots slots) {
    this.directory = staged.root().resolve(HexFormat.of().toHexDigits((byte) number));
    this.staged = staged;
    this.total = total;
    this.row = slots == null ? null : new SlotRow(slots, number);
  }

  private interface Change {
    /** Returns by how many bytes the files have grown. */
    long make() throws IOException;
  }

  /** Nothing is changed behind a link: what it leads to is not of the cache. */
  private boolean isThere() {
    return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
  }

  private void change(Change change) throws IOException {
    lock.lock();
    try {
      long grown = change.make();
      if (counted) {
        grow(grown);
      }
    } finally {
      lock.unlock();
    }
  }

  private void grow(long bytes) {
    size += bytes;
    total.addAndGet(bytes);
  }

  void count() throws IOException {
    inRow(SlotRow::count);
    change(
        () -> {
          List<Entry> unused = counted();
          return 0;
        });
  }

  /** Lists the files, and counts them. */
  private List<Entry> counted() throws IOException {
    List<Entry> entries = entries();
    grow(sum(entries) - size);
    counted = true;
    return entries;
  }

  /** Returns an entry that has a slot; null if it may have a file. */
  @Nullable ByteBuffer inSlot(EntryName name) throws IOException {
    return row == null ? null : row.find(name);
  }

  /**
   * Returns where a file is, if it exists. Whoever reads it checks its content: a link in place of
   * the directory leads to nothing that is taken for another file.
   */
  Path place(EntryName name) {
    return directory.resolve(name.toString());
  }

  /** Notes that a file was used. */
  void touch(Path file) throws IOException {
    if (isThere()) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }
  }

  /** Keeps an entry, in its slot if it fits there; another one that has it becomes a file. */
  void put(EntryName name, byte[] head, byte[] content) throws IOException {
    if (row == null || !SlotRow.fits(head, content)) {
      putFile(name, ByteBuffer.wrap(head), ByteBuffer.wrap(content));
      inRow(slots -> slots.wipe(name));
    } else {
      inRow(slots -> slots.put(name, head, content, this::putFile));
    }
  }

  private interface RowChange {
    void make(SlotRow row) throws IOException;
  }

  private void inRow(RowChange change) throws IOException {
    if (row == null) {
      return;
    }
    lock.lock();
    try {
      change.make(row);
    } finally {
      lock.unlock();
    }
  }

  private void putFile(EntryName name, ByteBuffer... parts) throws IOException {
    Path file = staged.written(parts);
    try {
      change(() -> moved(file, name));
    } catch (IOException | RuntimeException | Error e) {
      StagedFiles.delete(file, e);
      throw e;
    }
  }

  private long moved(Path file, EntryName name) throws IOException {
    PrivateDirectory.create(directory);
    if (!isThere()) {
      throw new NotDirectoryException(directory.toString());
    }
    Path target = place(name);
    long grown = sizeOf(file) - sizeOf(target);
    return takePlace(file, target) ? grown : 0;
  }

  /** A directory in the place of a file is not of the cache: it is left alone. */
  private static boolean takePlace(Path staged, Path target) throws IOException {
    try {
      Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
      Files.delete(staged);
      return false;
    }
  }

  /** Deletes an entry; first in its slot, from where it could become a file. */
  void delete(EntryName name) throws IOException {
    try {
      inRow(slots -> slots.wipe(name));
    } finally {
      change(() -> isThere() ? deleted(place(name)) : 0);
    }
  }

  /**
   * Deletes the third of its files that was not used for the longest time, at least one; none if
   * there is room once they are counted again.
   *
   * @param most the bytes that all directories may have
   */
  void thin(long most) throws IOException {
    change(
        () -> {
          List<Entry> entries = counted();
          long grown = 0;
          if (total.get() <= most) {
            return grown;
          }
          entries.sort(Comparator.comparing(Entry::used));
          for (Entry entry : entries.subList(0, (entries.size() + 2) / 3)) {
            grown += deleted(entry.file());
          }
          return grown;
        });
  }

  /** Keeps everybody from changing its entries until they are {@link #free} again. */
  void hold() {
    lock.lock();
  }

  void free() {
    lock.unlock();
  }

  /** Notes that all slots were cleared, while it was held. */
  void forgetSlots() {
    if (row != null) {
      row.forget();
    }
  }

  /** Deletes all its files. */
  void clear() throws IOException {
    change(
        () -> {
          long grown = 0;
          for (Entry entry : counted()) {
            grown += deleted(entry.file());
          }
          return grown;
        });
  }

  /** Counts its entries. */
  StoreCache.Content content() throws IOException {
    List<Entry> entries = entries();
    long inSlots = row == null ? 0 : row.entries();
    return new StoreCache.Content(
        entries.size() + inSlots, sum(entries) + inSlots * CacheSlots.SIZE);
  }

  private static long sum(List<Entry> entries) {
    return entries.stream().mapToLong(Entry::size).sum();
  }

  private static long deleted(Path file) throws IOException {
    BasicFileAttributes known = known(file);
    return known != null && Files.deleteIfExists(file) ? -known.size() : 0;
  }

  private static long sizeOf(Path file) throws IOException {
    BasicFileAttributes known = known(file);
    return known == null ? 0 : known.size();
  }

  /** Returns what is known of a file; null if it is gone, or is something else, such as a link. */
  private static @Nullable BasicFileAttributes known(Path file) throws IOException {
    try {
      BasicFileAttributes known =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return known.isRegularFile() ? known : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private record Entry(Path file, long size, FileTime used) {}

  /** Returns the files of the cache; what else is there is left alone. */
  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (!isThere()) {
      return entries;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        BasicFileAttributes known = known(file);
        if (known != null && NAME.matcher(file.getFileName().toString()).matches()) {
          entries.add(new Entry(file, known.size(), known.lastModifiedTime()));
        }
      }
    } catch (NoSuchFileException e) {
      return entries;
    }
    return entries;
  }
}
