package dev.coffer.versioning;

import dev.coffer.FilePath;
import java.time.Instant;

/**
 * A version that was removed for good and that the service of the store still has for some time.
 *
 * @param path the file
 * @param id the version, for {@link FileVersions#restore}
 * @param deleted when it was removed
 * @param until when the service removes it for ever
 * @param size the size in bytes
 */
public record SoftDeletedFile(
    FilePath path, String id, Instant deleted, Instant until, long size) {}
