/**
 * For the authors of back ends behind a network: what such stores need and no SDK gives.
 *
 * <p>{@link dev.coffer.remote.PartSink} cuts a content of any length into parts in bounded memory;
 * {@link dev.coffer.remote.ContentStream} lets an SDK pull a content that is pushed; {@link
 * dev.coffer.remote.ContinuedStream} goes on after a lost connection; {@link
 * dev.coffer.remote.WatchedStream} tells of streams that nobody closed; {@link
 * dev.coffer.spi.LoadedStream} holds a small file whole; {@link dev.coffer.concurrent.Backoff} says
 * how long to wait between attempts. Many requests with a limit are run by {@link
 * dev.coffer.ConcurrentRequests}.
 */
@NullMarked
package dev.coffer.remote;

import org.jspecify.annotations.NullMarked;
