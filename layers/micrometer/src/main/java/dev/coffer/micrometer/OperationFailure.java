package dev.coffer.micrometer;

/**
 * What observations are told of an error: its kind. The error itself may have a path in its
 * message, and that of an application nobody knows what.
 */
final class OperationFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  OperationFailure(String kind) {
    super(kind, null, false, false);
  }
}
