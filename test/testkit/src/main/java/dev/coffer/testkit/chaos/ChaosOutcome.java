package dev.coffer.testkit.chaos;

/** The effect of a call that has returned or thrown. */
enum ChaosOutcome {
  /** It returned: everything was done. */
  DONE,
  /** It threw, and the service cannot have acted: nothing was done. */
  NOT_DONE,
  /** It threw, and the service may have acted: each file is as before or as requested. */
  UNKNOWN
}
