/**
 * Support for authors of remote back ends: what such stores need and no SDK provides.
 *
 * <p>{@link dev.coffer.remote.PartSink} cuts a content of any length into parts in bounded memory;
 * {@link dev.coffer.remote.ContentStream} lets an SDK pull a content that is pushed; {@link
 * dev.coffer.remote.ContinuedStream} continues after a lost connection; {@link
 * dev.coffer.remote.WatchedStream} reports streams that were never closed; {@link
 * dev.coffer.spi.InMemoryStream} holds a small file whole; {@link dev.coffer.concurrent.Backoff}
 * determines how long to wait between attempts. {@link dev.coffer.ConcurrentRequests} runs many
 * requests with a limit.
 */
@NullMarked
package dev.coffer.remote;

import org.jspecify.annotations.NullMarked;
