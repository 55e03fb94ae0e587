package dev.coffer.event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs warnings and never throws: the handling of a failure must continue even if logging fails.
 */
public final class SafeLog {
  private final Logger log;

  /**
   * Creates a log.
   *
   * @param owner the class by which the logger is named
   */
  public SafeLog(Class<?> owner) {
    this.log = LoggerFactory.getLogger(owner);
  }

  /**
   * Logs a warning of a failure.
   *
   * @param what the message, with {@code {}} for what it is about
   * @param about the subject of the failure
   * @param failure its cause
   */
  public void warn(String what, Object about, Throwable failure) {
    try {
      log.warn(what, about, failure);
    } catch (Throwable e) {
      // There is nowhere else to report it.
    }
  }

  /**
   * Logs a warning of a failure.
   *
   * @param what the message
   * @param failure its cause
   */
  public void warn(String what, Throwable failure) {
    try {
      log.warn(what, failure);
    } catch (Throwable e) {
      // There is nowhere else to report it.
    }
  }
}
