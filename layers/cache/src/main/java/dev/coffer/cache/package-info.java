/**
 * Files of any store kept in memory, never older than what this process wrote.
 *
 * <p>Start at {@link dev.coffer.cache.CachingFileStore} and {@link dev.coffer.cache.CacheOptions}.
 *
 * <ul>
 *   <li>{@code FileCache} holds the files. The place of a file that is being read is a {@code
 *       Lease}: a change takes it away, and what was read meanwhile is forgotten.
 *   <li>{@code CachedRead} finds, reads or checks one file.
 *   <li>{@code DirectoryChecks} checks many files of a directory with one listing.
 * </ul>
 */
@NullMarked
package dev.coffer.cache;

import org.jspecify.annotations.NullMarked;
