package dev.coffer.benchmarks;

import java.io.InputStream;

/** The content of a large file, of known length and repeatable. */
record LargeContent(long length) {
  InputStream open() {
    return Streams.ofLength(length);
  }
}
