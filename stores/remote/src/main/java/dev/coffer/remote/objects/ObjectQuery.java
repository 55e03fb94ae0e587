package dev.coffer.remote.objects;

import java.util.Optional;

/**
 * A page of a listing to be requested.
 *
 * @param below the prefix of all keys, which includes that of the store
 * @param start a hint where to start, the same for each page: the store drops this key and what
 *     comes before it, so the service may list them or not. It must list every key after it. A
 *     service that cannot start inside a listing ignores it
 * @param recursive whether to list all keys; otherwise keys with a {@code /} after the prefix may
 *     be listed as common prefixes, which are keys up to and with this {@code /}. A service that
 *     knows no such delimiter ignores this, and the store makes directories of the keys
 * @param size the size of the page
 * @param token the token of the page, which takes the place of {@code start}; empty for the first
 *     page
 */
public record ObjectQuery(
    String below, Optional<String> start, boolean recursive, int size, Optional<String> token) {}
