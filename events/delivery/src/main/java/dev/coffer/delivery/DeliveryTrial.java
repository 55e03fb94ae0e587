package dev.coffer.delivery;

/** Whether the failure of a delivery says something about its receiver. */
enum DeliveryTrial {
  /** None of its events has failed alone: the receiver may be the cause. */
  FIRST,
  /** It has failed before, so it may itself be the cause. */
  REPEATED
}
