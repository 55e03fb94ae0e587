/**
 * Tells what is done with a store: log lines, numbers, and whoever else wants to know.
 *
 * <p>{@link dev.coffer.observe.ObservedFileStore} is the layer. It logs each operation, counts it
 * in {@link dev.coffer.observe.FileStoreMetrics}, and tells it to each {@link
 * dev.coffer.observe.OperationListener} of its {@link dev.coffer.observe.ObserveOptions}. What is
 * told never holds a credential or content.
 */
@NullMarked
package dev.coffer.observe;

import org.jspecify.annotations.NullMarked;
