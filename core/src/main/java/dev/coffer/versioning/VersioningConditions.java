package dev.coffer.versioning;

/**
 * What becomes of a change where a server ignores the condition that keeps it from losing another.
 */
public enum VersioningConditions {
  /** A write is refused if its condition is ignored. */
  REQUIRED,
  /**
   * A write is made without its condition. What another writes at the same moment may be lost; what
   * was there before is kept.
   */
  BEST_EFFORT
}
