/**
 * A store of the files below a directory of the local file system, one to one, robust against
 * killed processes, full disks, links and concurrent processes.
 *
 * <ul>
 *   <li>{@link dev.coffer.local.LocalFileStore} is the store: the primitives, each a few steps that
 *       use the following classes.
 *   <li>{@code DirectoryHandle} is an open directory in which names are reached without following a
 *       link; {@code DirectoryHandles} finds and caches them, and syncs their names to the disk;
 *       {@code DirectoryStack} walks down a tree.
 *   <li>{@code StagedFile} is a write in progress: in the private area, until it is published by
 *       one rename.
 *   <li>{@code Root} is the root of one handle, which may not exist yet; {@code OpenRoot} is what
 *       the handles of one root share in a process; {@code StoreArea} its {@code .coffer}
 *       directory, with {@code Staging} for what is being written; {@code LockTable} the memory
 *       that processes share there, {@code ProcessNumbers} which of them are alive; {@code
 *       OverlappingAreas} the locks of stores above and below.
 *   <li>{@code Metadata} keeps content types and metadata; {@code LocalErrors} translates the
 *       system's errors, once; {@code StagedLeftovers} and {@code LocalLeftovers} find what killed
 *       processes left behind.
 * </ul>
 *
 * <p>The directory looks like any other: files are stored byte for byte. Only {@code .coffer} at
 * the root belongs to Coffer.
 */
@NullMarked
package dev.coffer.local;

import org.jspecify.annotations.NullMarked;
