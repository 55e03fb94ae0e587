package dev.coffer.micrometer;

/**
 * The failure reported to observations: the kind of the error. The message of the error itself may
 * contain a path, and that of an application anything.
 */
final class OperationFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  OperationFailure(String kind) {
    super(kind, null, false, false);
  }
}
