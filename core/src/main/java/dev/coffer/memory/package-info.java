/**
 * A store of files in the memory of this process: the reference for the behaviour of every store.
 *
 * <p>{@link dev.coffer.memory.InMemoryFileStore} is the store; {@code MemoryTree} is the table that
 * it uses.
 */
@NullMarked
package dev.coffer.memory;

import org.jspecify.annotations.NullMarked;
