package dev.coffer.event;

import org.slf4j.Logger;

/** Warns, and throws nothing: what follows on a failure must be done also if a log fails. */
final class SafeLog {
  private final Logger log;

  SafeLog(Logger log) {
    this.log = log;
  }

  void warn(String what, Object about, Throwable failure) {
    try {
      log.warn(what, about, failure);
    } catch (Throwable e) {
      // There is nobody else to tell.
    }
  }

  void warn(String what, Throwable failure) {
    try {
      log.warn(what, failure);
    } catch (Throwable e) {
      // There is nobody else to tell.
    }
  }
}
