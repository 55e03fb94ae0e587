package dev.coffer.spi;

import dev.coffer.FilePath;
import java.time.Instant;

/**
 * A version that was deleted for good and that its service still has for some time. It can be
 * copied to its own path, by the path of its {@linkplain VersionPath version}, and not be read.
 *
 * @param path the file
 * @param id identifies the version among those of its path; never that of a {@link ServiceVersion}
 * @param deleted when it was deleted
 * @param until when the service deletes it for ever
 * @param size the size in bytes
 */
public record SoftDeletion(FilePath path, String id, Instant deleted, Instant until, long size) {}
