package dev.coffer.local;

/**
 * What of the system may be used; tests leave out what they want to see replaced.
 *
 * @param directoryHandles directories as file descriptors, where the system has them
 * @param extendedAttributes attributes of files in the namespace {@code user}, where the file
 *     system has them
 */
record FileSystemFeatures(boolean directoryHandles, boolean extendedAttributes) {
  static final FileSystemFeatures ALL = new FileSystemFeatures(true, true);
}
