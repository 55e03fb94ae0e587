package dev.coffer.replicate;

/** What a store is in an epoch. */
public enum EpochRole {
  /** It decides. */
  PRIMARY,
  /** It follows. */
  REPLICA,
  /** It was the primary until another store was promoted. */
  RETIRED
}
