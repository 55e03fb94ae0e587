package dev.coffer.testkit;

/** The primitives of a {@link dev.coffer.FileStore}. */
public enum Operation {
  /**
   * {@link dev.coffer.FileStore#write(dev.coffer.FilePath, dev.coffer.Content,
   * dev.coffer.WriteOptions)}.
   */
  WRITE,
  /** {@link dev.coffer.FileStore#read}. */
  READ,
  /** {@link dev.coffer.FileStore#stat(dev.coffer.FilePath)}. */
  STAT,
  /** {@link dev.coffer.FileStore#list(dev.coffer.FilePath, dev.coffer.ListOptions)}. */
  LIST,
  /**
   * {@link dev.coffer.FileStore#deleteFiles}, which {@link
   * dev.coffer.FileStore#deleteFile(java.lang.String)} calls too.
   */
  DELETE_FILES,
  /**
   * {@link dev.coffer.FileStore#deleteFile(dev.coffer.FilePath, dev.coffer.DeleteOptions)}: a
   * conditional deletion.
   */
  DELETE_FILE,
  /** {@link dev.coffer.FileStore#deleteDirectory(dev.coffer.FilePath)}. */
  DELETE_DIRECTORY,
  /** {@link dev.coffer.FileStore#copy(dev.coffer.FilePath, dev.coffer.FilePath)}. */
  COPY,
  /** {@link dev.coffer.FileStore#move(dev.coffer.FilePath, dev.coffer.FilePath)}. */
  MOVE,
  /** {@link dev.coffer.FileStore#close}. */
  CLOSE
}
