/**
 * Files that are stored compressed and read as if they were not, on any store.
 *
 * <p>Start at {@link dev.coffer.compression.CompressingFileStore} and {@link
 * dev.coffer.compression.CompressionOptions}.
 */
@NullMarked
package dev.coffer.compression;

import org.jspecify.annotations.NullMarked;
