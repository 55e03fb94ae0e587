package dev.coffer.local;

/**
 * The features of the system that may be used; tests switch off those whose substitutes they test.
 *
 * @param directoryHandles directories as file descriptors, where the system has them
 * @param extendedAttributes attributes of files in the namespace {@code user}, where the file
 *     system has them
 */
record FileSystemFeatures(boolean directoryHandles, boolean extendedAttributes) {
  static final FileSystemFeatures ALL = new FileSystemFeatures(true, true);
}
