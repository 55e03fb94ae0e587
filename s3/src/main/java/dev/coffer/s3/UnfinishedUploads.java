package dev.coffer.s3;

import java.util.List;

/**
 * The uploads in parts that have begun and not ended, below a store's prefix: those of writes that
 * are under way, and what a killed process left, which costs until it is aborted. Reached by {@code
 * store.unwrap(UnfinishedUploads.class)}.
 *
 * <p>It cannot tell the ones from the others but by their age.
 */
public interface UnfinishedUploads {
  /**
   * Lists them.
   *
   * @return in the server's order
   */
  List<UnfinishedUpload> list();

  /**
   * Ends an upload without a file and frees its parts. One that has ended is no error; a write that
   * it belongs to fails.
   *
   * @param upload from {@link #list()}
   */
  void abort(UnfinishedUpload upload);
}
