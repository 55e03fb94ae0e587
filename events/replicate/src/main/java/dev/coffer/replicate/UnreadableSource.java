package dev.coffer.replicate;

/** The primary cannot be read; a replica has nothing to do with it. */
final class UnreadableSource extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableSource(Exception cause) {
    super(cause);
  }

  /** Names the kind of failure, without a path. */
  String reason() {
    return "the file cannot be read at the primary: " + kind();
  }

  private String kind() {
    Throwable cause = getCause();
    return cause == null ? "unknown" : cause.getClass().getSimpleName();
  }
}
