package dev.coffer.cache;

import java.time.Duration;
import java.util.Optional;

/**
 * How a {@link CachingFileStore} works. Start at {@link #DEFAULTS}; each method returns a new
 * value.
 *
 * @param maxSize the most bytes that it holds, including some 300 for each file
 * @param maxFile the size of the largest file that it holds, in bytes
 * @param ttl how long a file that was read or checked is served without asking the store
 * @param freshness whether it is served without asking the store at all
 * @param disk a directory for files that memory has no room for, and for the next process
 * @param shared a cache that processes share
 */
public record CacheOptions(
    long maxSize,
    long maxFile,
    Duration ttl,
    Freshness freshness,
    Optional<DiskCacheOptions> disk,
    Optional<SharedCache.Access> shared) {
  /** 64 MiB, files of up to 1 MiB, checked after a minute. */
  public static final CacheOptions DEFAULTS =
      new CacheOptions(
          64 << 20,
          1 << 20,
          Duration.ofMinutes(1),
          Freshness.TTL,
          Optional.empty(),
          Optional.empty());

  private static final long LARGEST_FILE = 1 << 30;

  /** When a cached file is checked against the store. */
  public enum Freshness {
    /** When it was read or checked longer ago than {@link CacheOptions#ttl}. */
    TTL,
    /** At each read. */
    ALWAYS
  }

  /**
   * Checks the values.
   *
   * @param maxSize the most bytes that it holds
   * @param maxFile the size of the largest file that it holds
   * @param ttl how long a file is served without asking the store
   * @param freshness whether it is served without asking the store at all
   * @param disk a directory for files
   * @param shared a cache that processes share
   * @throws IllegalArgumentException if a size is not positive, a file may be larger than all files
   *     together or than 1 GiB, or the time is negative
   */
  public CacheOptions {
    if (maxSize < 1 || maxFile < 1) {
      throw new IllegalArgumentException("the size of a cache and of its files is at least 1 byte");
    }
    if (maxFile > maxSize) {
      throw new IllegalArgumentException(
          "a file of " + maxFile + " bytes does not fit in a cache of " + maxSize);
    }
    if (maxFile > LARGEST_FILE) {
      throw new IllegalArgumentException("a cached file has at most 1 GiB");
    }
    if (ttl.isNegative()) {
      throw new IllegalArgumentException("the time is negative: " + ttl);
    }
  }

  /**
   * Sets the size of the cache. The largest file is no larger than that.
   *
   * @param bytes the most bytes that it holds
   * @return new options
   */
  public CacheOptions maxSize(long bytes) {
    return new CacheOptions(bytes, Math.min(maxFile, bytes), ttl, freshness, disk, shared);
  }

  /**
   * Sets the size of the largest file that is held; larger ones are read from the store.
   *
   * @param bytes its size
   * @return new options
   */
  public CacheOptions maxFile(long bytes) {
    return new CacheOptions(maxSize, bytes, ttl, freshness, disk, shared);
  }

  /**
   * Sets how long a file is served without asking the store.
   *
   * @param time the time since it was read or checked
   * @return new options
   */
  public CacheOptions ttl(Duration time) {
    return new CacheOptions(maxSize, maxFile, time, freshness, disk, shared);
  }

  /**
   * Sets when a cached file is checked against the store.
   *
   * @param when by time, or always
   * @return new options
   */
  public CacheOptions freshness(Freshness when) {
    return new CacheOptions(maxSize, maxFile, ttl, when, disk, shared);
  }

  /**
   * Keeps files also in a directory, where they are found by the next process. They are served
   * after the store was asked whether they have changed.
   *
   * @param files the directory
   * @return new options
   */
  public CacheOptions disk(DiskCacheOptions files) {
    return new CacheOptions(maxSize, maxFile, ttl, freshness, Optional.of(files), shared);
  }

  /**
   * Shares files with other processes, which also hear of each other's changes.
   *
   * @param access the way to join such a cache
   * @return new options
   */
  public CacheOptions shared(SharedCache.Access access) {
    return new CacheOptions(maxSize, maxFile, ttl, freshness, disk, Optional.of(access));
  }
}
