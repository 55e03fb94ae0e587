package dev.coffer.observe;

import java.util.Locale;

/** What can be done with a store, as far as it is told: its primitives and signed URLs. */
public enum StoreOperation {
  /** A file is written. */
  WRITE,
  /** A file is read, until its stream is closed. */
  READ,
  /** It is asked what is known of a file. */
  STAT,
  /** A directory is listed, until its entries are taken or the stream is closed. */
  LIST,
  /** Files are deleted. */
  DELETE,
  /** All files below a directory are deleted. */
  DELETE_DIRECTORY,
  /** A file is copied. */
  COPY,
  /** A file is moved. */
  MOVE,
  /** A URL is signed, by which others read or write a file. */
  SHARE;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The word in logs and metrics, for example {@code delete-directory}. */
  @Override
  public String toString() {
    return word;
  }
}
