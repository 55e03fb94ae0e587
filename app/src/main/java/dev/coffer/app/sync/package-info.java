/**
 * Makes a store hold what a directory or another store holds.
 *
 * <p>A {@link dev.coffer.app.sync.SyncRun} goes through two sorted listings side by side, from an
 * {@link dev.coffer.app.sync.Origin} to a store, and copies what differs on several threads. It
 * holds a page of each listing and the files under way, however many there are.
 */
@NullMarked
package dev.coffer.app.sync;

import org.jspecify.annotations.NullMarked;
