package dev.coffer.delivery;

/** Whether a delivery says something of its receiver when it fails. */
enum DeliveryTrial {
  /** Nothing of it has failed alone: the receiver may be to blame. */
  FIRST,
  /** It has failed before, so that it may be to blame itself. */
  REPEATED
}
