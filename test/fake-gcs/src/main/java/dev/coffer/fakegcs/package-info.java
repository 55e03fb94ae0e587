/**
 * A server that speaks the JSON API of Google Cloud Storage: {@link
 * dev.coffer.fakegcs.FakeGcsServer}, and {@link dev.coffer.fakegcs.HostileGcsServer}, which is that
 * server with lies that a test chooses.
 *
 * <p>The way of a request: {@code HttpServer} reads it, {@code Faults} lets happen to it what a
 * test has planned, {@code GcsApi} leads it to one of the rooms, each a page of Google's
 * documentation ({@code Uploads}, {@code Downloads}, {@code Listing}, {@code Rewrites}, {@code
 * Batches} ...), and {@code Cloud} does at once what is to be done at once. What cannot be done is
 * a {@code Refusal}.
 *
 * <p>The pages that the classes name stand below {@code https://cloud.google.com/storage/docs/}.
 */
@NullMarked
package dev.coffer.fakegcs;

import org.jspecify.annotations.NullMarked;
