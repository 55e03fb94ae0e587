/**
 * Support for authors of remote back ends: what such stores need and no SDK provides.
 *
 * <p>{@link dev.coffer.remote.objects} is a whole store for which its author writes the requests of
 * a service. It is made of the parts of this package, which other stores use by themselves:
 *
 * <ul>
 *   <li>{@link dev.coffer.remote.ClientCalls} and {@link dev.coffer.remote.Attempts} repeat
 *       requests; {@link dev.coffer.remote.StatusErrors} and {@link
 *       dev.coffer.remote.ConnectionErrors} are the errors for their failures.
 *   <li>{@link dev.coffer.remote.OneVersion} looks at a file and uses what it saw; {@link
 *       dev.coffer.remote.PartRead} and {@link dev.coffer.remote.ContinuedStream} read it, and
 *       continue after a lost connection; {@link dev.coffer.remote.WatchedStream} reports streams
 *       that were never closed.
 *   <li>{@link dev.coffer.remote.PartSink} cuts a content of any length into parts in bounded
 *       memory; {@link dev.coffer.remote.ContentStream} lets an SDK pull a content that is pushed.
 *   <li>{@link dev.coffer.remote.WriteId}, {@link dev.coffer.remote.MetadataCoding}, {@link
 *       dev.coffer.remote.ContentTypes} and {@link dev.coffer.remote.HttpEtags} code what is stored
 *       beside the bytes.
 *   <li>{@link dev.coffer.remote.Keys}, {@link dev.coffer.remote.KeyListing} and {@link
 *       dev.coffer.remote.KeyPages} list directories in the order of the contract.
 *   <li>{@link dev.coffer.remote.Batches} and {@link dev.coffer.remote.SourceDeletion} delete.
 * </ul>
 */
@NullMarked
package dev.coffer.remote;

import org.jspecify.annotations.NullMarked;
