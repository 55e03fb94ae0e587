package dev.coffer.versioning;

import dev.coffer.FilePath;

/**
 * A version that a prune has removed, or would remove.
 *
 * @param path the file
 * @param id the version
 * @param reason why, in words for people
 * @param size its size in bytes; 0 for a deletion
 */
public record Pruned(FilePath path, String id, String reason, long size) {}
