package dev.coffer.app.sync;

/** Hears what cannot be or is not copied. */
public interface Leftovers {
  /**
   * A file could not be copied, deleted or read.
   *
   * @param path the file
   * @param error why not
   */
  void failed(String path, Throwable error);

  /**
   * A directory of the origin could not be read: what is below it is not known.
   *
   * @param path the directory
   * @param error why not
   */
  void unreadable(String path, RuntimeException error);

  /**
   * A link or a device is left out.
   *
   * @param path where it is
   */
  void leftOut(String path);
}
