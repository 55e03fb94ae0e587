package com.example.agent;

/** A request that cannot be answered: the message is for the client. */
final class RequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  RequestException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
