package dev.coffer.versioning;

/** Who keeps what a change replaces. */
public enum VersioningMode {
  /** The service of the back end, such as a bucket that keeps versions. */
  NATIVE,
  /** The layer, in files of its own on the store. */
  LAYER
}
