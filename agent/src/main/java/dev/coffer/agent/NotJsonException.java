package dev.coffer.agent;

/** Thrown if a text is not JSON, perhaps because it is half of one. */
final class NotJsonException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  NotJsonException(String message) {
    super(message);
  }
}
