/**
 * Stores of whole files on any back end: the interface, its values and its errors.
 *
 * <p>Start at {@link dev.coffer.FileStore}. A call names a file with a string, which is converted
 * to a {@link dev.coffer.FilePath} once, at the start of the call. A write takes its bytes from a
 * {@link dev.coffer.Content} and returns a {@link dev.coffer.FileInfo}. Every error is a {@link
 * dev.coffer.FileStoreException} of one of fifteen kinds.
 *
 * <ul>
 *   <li>To use a store: {@link dev.coffer.FileStore}, {@link dev.coffer.WriteOptions}, {@link
 *       dev.coffer.ReadOptions}, {@link dev.coffer.ListOptions}.
 *   <li>To write a layer: {@link dev.coffer.ForwardingFileStore}, {@link dev.coffer.Layer}.
 *   <li>To write a back end: implement the primitives of {@link dev.coffer.FileStore}, state what
 *       it can do in {@link dev.coffer.Capabilities}, and run the published contract of the test
 *       kit.
 * </ul>
 *
 * <p>Apart from the packages {@code concurrent}, {@code io} and {@code text}, which know nothing of
 * stores, this package depends on no other package of Coffer.
 */
@NullMarked
package dev.coffer;

import org.jspecify.annotations.NullMarked;
