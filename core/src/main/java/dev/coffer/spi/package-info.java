/**
 * Types for the authors of back ends and layers; code that uses a store does not need them.
 *
 * <p>{@link dev.coffer.spi.ContentSink} receives a content and {@link
 * dev.coffer.spi.InMemoryStream} reads a small file that is in memory. A store or a layer exposes
 * more by {@link dev.coffer.FileStore#unwrap}: its numbers ({@link dev.coffer.spi.Metrics}), its
 * requests ({@link dev.coffer.spi.ServiceRequests}), what killed processes have left in it ({@link
 * dev.coffer.spi.Leftovers}), how to find out why it does not work ({@link
 * dev.coffer.spi.Diagnosis}), and the versions that its service keeps ({@link
 * dev.coffer.spi.ServiceVersions}).
 */
@NullMarked
package dev.coffer.spi;

import org.jspecify.annotations.NullMarked;
