/**
 * A server that speaks the JSON API of Google Cloud Storage: {@link
 * dev.coffer.fakegcs.FakeGcsServer}, and {@link dev.coffer.fakegcs.HostileGcsServer}, which is that
 * server with lies that a test chooses.
 *
 * <p>The path of a request: {@code HttpServer} reads it, {@code Faults} applies the faults of a
 * test, {@code GcsApi} routes it to one of the handlers, each for a page of Google's documentation
 * ({@code Uploads}, {@code Downloads}, {@code Listing}, {@code Rewrites}, {@code Batches} ...), and
 * {@code Cloud} makes atomic changes. A request that cannot be executed is a {@code Refusal}.
 *
 * <p>The pages that the classes name are below {@code https://cloud.google.com/storage/docs/}.
 */
@NullMarked
package dev.coffer.fakegcs;

import org.jspecify.annotations.NullMarked;
