package dev.coffer.event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns, and throws nothing: what follows on a failure must be done also if a log fails. */
public final class SafeLog {
  private final Logger log;

  /**
   * Begins.
   *
   * @param owner the class by which the logger is named
   */
  public SafeLog(Class<?> owner) {
    this.log = LoggerFactory.getLogger(owner);
  }

  /**
   * Warns of a failure.
   *
   * @param what the message, with {@code {}} for what it is about
   * @param about whom or what the failure is about
   * @param failure its cause
   */
  public void warn(String what, Object about, Throwable failure) {
    try {
      log.warn(what, about, failure);
    } catch (Throwable e) {
      // There is nobody else to tell.
    }
  }

  /**
   * Warns of a failure.
   *
   * @param what the message
   * @param failure its cause
   */
  public void warn(String what, Throwable failure) {
    try {
      log.warn(what, failure);
    } catch (Throwable e) {
      // There is nobody else to tell.
    }
  }
}
