package dev.coffer.local;

/**
 * What of the system may be used; tests leave out what they want to see replaced.
 *
 * @param directoryHandles directories as file descriptors, where the system has them
 * @param extendedAttributes attributes of files in the namespace {@code user}, where the file
 *     system has them
 */
record Features(boolean directoryHandles, boolean extendedAttributes) {
  static final Features ALL = new Features(true, true);
}
