package dev.coffer.benchmarks;

import java.io.InputStream;

/** What a large file gets: a length that is known and bytes that can be had again. */
record LargeContent(long length) {
  InputStream open() {
    return Streams.ofLength(length);
  }
}
