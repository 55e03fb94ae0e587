package dev.coffer.observe;

import java.util.Locale;

/** The observed operations of a store: its primitives and the signing of URLs. */
public enum StoreOperation {
  /** A file is written. */
  WRITE,
  /** A file is read, until its stream is closed. */
  READ,
  /** The information about a file is requested. */
  STAT,
  /** A directory is listed, until its entries are consumed or the stream is closed. */
  LIST,
  /** Files are deleted. */
  DELETE,
  /** All files below a directory are deleted. */
  DELETE_DIRECTORY,
  /** A file is copied. */
  COPY,
  /** A file is moved. */
  MOVE,
  /** A URL is signed with which others can read or write a file. */
  SHARE;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Returns the word in logs and metrics, for example {@code delete-directory}. */
  @Override
  public String toString() {
    return word;
  }
}
