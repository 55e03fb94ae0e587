package dev.coffer.compression;

import java.io.IOException;

/** Thrown if the bytes of a file are not those that were stored. */
final class CorruptFramesException extends IOException {
  private static final long serialVersionUID = 1L;

  CorruptFramesException(String reason) {
    super(reason);
  }
}
