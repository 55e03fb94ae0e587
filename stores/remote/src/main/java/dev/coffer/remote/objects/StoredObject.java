package dev.coffer.remote.objects;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service tells of an object. An answer that lacks the size, the time or the etag is not
 * believed.
 *
 * @param size the number of bytes
 * @param lastModified when this version was written
 * @param etag distinguishes this version from all others; with or without quotes
 * @param contentType as stored
 * @param metadata as stored, with encoded keys and values; null if the answer has none
 */
public record StoredObject(
    @Nullable Long size,
    @Nullable Instant lastModified,
    @Nullable String etag,
    @Nullable String contentType,
    @Nullable Map<String, @Nullable String> metadata) {}
