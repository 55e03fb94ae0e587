package dev.coffer.cache;

import dev.coffer.FilePath;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cache that several processes share in front of the same store, such as one in Redis. It holds
 * values that mean nothing to it, and passes on what was changed.
 *
 * <p>No method throws, and each returns within a short time: a cache that cannot be reached holds
 * nothing. From then on until it has forgotten what it held, {@link #isCurrent} is false.
 *
 * <p>The rule that makes it safe: a {@link Ticket} is taken before the store is asked, and a change
 * of the file makes it void. So no value is kept that was read before a change which has ended.
 */
public interface SharedCache extends AutoCloseable {
  /**
   * Returns whether every change by the other processes that is seen by this cache also reaches
   * this process, and every change by this process reached the cache. As long as it is false,
   * nothing that was read from the store earlier may be served unchecked.
   *
   * @return false while the cache cannot be reached
   */
  boolean isCurrent();

  /**
   * Looks for the value of a file.
   *
   * @param path the file
   * @return what is there; {@link Finding#NOTHING} if the cache cannot be reached
   */
  Finding find(FilePath path);

  /**
   * Keeps the value of a file unless the file has changed since the ticket was taken.
   *
   * @param path the file
   * @param ticket of {@link #find}
   * @param value what is kept
   * @param age in nanoseconds, how long ago the value was current for certain
   * @return whether it is kept; if not, this process must not keep it either
   */
  boolean keep(FilePath path, Ticket ticket, byte[] value, long age);

  /**
   * Forgets files that are about to change, here and in the other processes, and keeps nothing of
   * them before {@link #changed} is called. A process that ends in between holds that up for a
   * minute.
   *
   * @param paths the files
   * @return what {@link #changed} is called with
   */
  Change changing(Collection<FilePath> paths);

  /**
   * Forgets files that may have changed, here and in the other processes.
   *
   * @param change of {@link #changing}
   * @return whether the cache and the others were told; if not, this cache finds nothing until it
   *     has forgotten what it held
   */
  boolean changed(Change change);

  /**
   * Forgets the files below a directory that may have changed, here and in the other processes.
   *
   * @param directory the directory
   * @return as for {@link #changed}
   */
  boolean changedBelow(FilePath directory);

  /**
   * Counts what it holds for this store.
   *
   * @return empty if the cache cannot be reached
   */
  Optional<Use> use();

  /**
   * Forgets all files of this store, here and in the other processes.
   *
   * @return whether that was done; if not, some may still be there
   */
  boolean clear();

  /**
   * Returns what is known of the place of the cache and how well it answers.
   *
   * @return values by name, in display order; never a secret
   */
  Map<String, String> facts();

  /** Leaves the cache; what it holds remains for the others. */
  @Override
  void close();

  /**
   * What a cache holds.
   *
   * @param files their number
   * @param bytes of their values
   */
  record Use(long files, long bytes) {}

  /**
   * What {@link #changing} has begun.
   *
   * @param paths the files
   * @param mark what it has left in the cache; empty for nothing
   */
  record Change(Collection<FilePath> paths, String mark) {}

  /**
   * The permission to keep one value.
   *
   * @param token made void by a change of the file
   * @param generation made void by a doubt about all files
   */
  record Ticket(String token, String generation) {}

  /**
   * What was found.
   *
   * @param value the value; null if there is none
   * @param age in nanoseconds, how long ago the value was current for certain; negative if it must
   *     be checked
   * @param ticket to keep a newer value; null if none is needed or none can be kept
   * @param isChanging whether somebody is changing the file just now, so that nothing read now may
   *     be kept
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Finding(byte @Nullable [] value, long age, @Nullable Ticket ticket, boolean isChanging) {
    /** Nothing, and nothing can be kept there. */
    public static final Finding NOTHING = new Finding(null, -1, null, false);
  }

  /** Hears of changes by other processes. */
  interface Listener {
    /**
     * A file may have changed.
     *
     * @param path the file
     */
    void changed(FilePath path);

    /**
     * Files below a directory may have changed.
     *
     * @param directory the directory
     */
    void changedBelow(FilePath directory);
  }

  /** Joins the cache of a store; made by the modules of such caches. */
  interface Access {
    /**
     * Joins the cache. Does not fail if it cannot be reached: it is then joined later.
     *
     * @param nest the store with its layers, as text: others with other layers hold other bytes
     * @param options what the cache of the process was told
     * @param listener hears of changes by others
     * @return the cache, which the caller closes
     */
    SharedCache join(String nest, CacheOptions options, Listener listener);
  }
}
