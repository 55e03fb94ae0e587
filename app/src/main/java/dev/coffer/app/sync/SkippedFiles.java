package dev.coffer.app.sync;

import dev.coffer.OmittedName;

/** Hears what cannot be or is not copied. */
public interface SkippedFiles {
  /**
   * A file could not be copied, deleted or looked at.
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
   * Something of the origin is left out: a link, a device, or a name that no store can have.
   *
   * @param name where it is, and why it is left out
   */
  void omitted(OmittedName name);
}
