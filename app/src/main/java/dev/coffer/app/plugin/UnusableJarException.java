package dev.coffer.app.plugin;

/** A jar that is left out; the message is the reason, to be read after the name of the jar. */
final class UnusableJarException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableJarException(String reason) {
    super(reason);
  }

  UnusableJarException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
