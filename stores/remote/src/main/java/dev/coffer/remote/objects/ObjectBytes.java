package dev.coffer.remote.objects;

import dev.coffer.remote.PartialResponse;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request for part of an object. The store verifies that it contains what was
 * requested.
 *
 * @param head the status and the header {@code Content-Range}
 * @param bytes the body
 * @param etag the etag of the version, with or without quotes
 * @param intact false only if the answer has a checksum that is not that of the bytes; true if it
 *     has none
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record ObjectBytes(
    PartialResponse head, byte[] bytes, @Nullable String etag, boolean intact) {}
