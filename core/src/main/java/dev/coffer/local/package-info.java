/**
 * Files below a directory of the local file system, one to one, safe under kills, full disks, links
 * and several processes.
 *
 * <ul>
 *   <li>{@link dev.coffer.local.LocalFileStore} is the store: the primitives, each a few steps on
 *       what follows.
 *   <li>{@code DirectoryHandle} is an open directory in which names are reached without following a
 *       link; {@code DirectoryHandles} finds and keeps them, and anchors their names on the disk;
 *       {@code Descent} goes down a tree.
 *   <li>{@code StagedFile} is a write on its way: in the private area, until it is published by one
 *       rename.
 *   <li>{@code Root} is the root of one handle, which may be missing yet; {@code OpenRoot} what the
 *       handles of one root share in a process; {@code StoreArea} its {@code .coffer} directory,
 *       with {@code Staging} for what is being written; {@code LockTable} the memory that processes
 *       share there, {@code ProcessNumbers} who of them lives; {@code OverlappingAreas} the locks
 *       of stores above and below.
 *   <li>{@code Metadata} keeps content types and metadata; {@code LocalErrors} translates the
 *       system's errors, once; {@code StagedLeftovers} and {@code LocalLeftovers} find what killed
 *       processes left.
 * </ul>
 *
 * <p>The directory looks as any other: a file's bytes are a file's bytes. Only {@code .coffer} at
 * the root is Coffer's.
 */
@NullMarked
package dev.coffer.local;

import org.jspecify.annotations.NullMarked;
