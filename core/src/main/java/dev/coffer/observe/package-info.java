/**
 * Observes the operations of a store: log lines, metrics and listeners.
 *
 * <p>{@link dev.coffer.observe.ObservedFileStore} is the layer. It logs each operation, counts it
 * in {@link dev.coffer.observe.FileStoreMetrics}, and reports it to each {@link
 * dev.coffer.observe.OperationListener} of its {@link dev.coffer.observe.ObserveOptions}. A report
 * never contains a credential or file content.
 */
@NullMarked
package dev.coffer.observe;

import org.jspecify.annotations.NullMarked;
