package dev.coffer.testkit.chaos;

/** What a call has done when it has returned or thrown. */
enum ChaosOutcome {
  /** It returned: all of it is done. */
  DONE,
  /** It threw, and the service cannot have acted: nothing is done. */
  NOT_DONE,
  /** It threw, and the service may have acted: each file is as before or as asked for. */
  UNKNOWN
}
