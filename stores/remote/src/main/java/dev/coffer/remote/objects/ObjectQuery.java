package dev.coffer.remote.objects;

import java.util.Optional;

/**
 * A page of a listing to be requested.
 *
 * @param below the prefix of all keys
 * @param start where to start; the key itself may or may not be included. A service that cannot
 *     start inside a listing ignores it, and the store skips what comes before
 * @param recursive whether to list all keys; otherwise keys with a {@code /} after the prefix are
 *     listed as common prefixes
 * @param size the size of the page
 * @param token the token of the page; empty for the first page
 */
public record ObjectQuery(
    String below, Optional<String> start, boolean recursive, int size, Optional<String> token) {}
