package dev.coffer.versioning;

import java.time.Instant;

/**
 * An earlier version of a file, or the mark that the file was deleted.
 *
 * @param id identifies the version among those of its path
 * @param time when the version was written, or the file deleted
 * @param size the size in bytes; 0 for a deletion
 * @param deleteMarker whether this is a deletion, which has no content
 */
public record FileVersion(String id, Instant time, long size, boolean deleteMarker) {}
