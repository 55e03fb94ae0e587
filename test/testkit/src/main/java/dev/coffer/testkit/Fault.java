package dev.coffer.testkit;

import java.time.Duration;
import java.util.Map;

/** What a {@link ChaosProxy} does to a request or to its answer. */
public sealed interface Fault permits Cut, Trickle, ForgedAnswer {
  /** Where a connection is cut. */
  enum Where {
    /** The server gets nothing of the request. */
    BEFORE_REQUEST,
    /**
     * The server gets the head and half of the body, or half of the head where there is no body.
     */
    IN_REQUEST,
    /** The server has acted and answered in full; the client gets nothing of the answer. */
    BEFORE_ANSWER,
    /**
     * The client gets the head and half of the body, or half of the head where there is no body.
     */
    IN_ANSWER
  }

  /** How a connection is cut. */
  enum End {
    /** It is reset, as by a crash. */
    RESET,
    /** It is closed in order, though the message is not whole. */
    CLOSE,
    /** Nothing more comes, until the client gives up. */
    STALL
  }

  /**
   * Cuts the connection.
   *
   * @param where at which point of the exchange
   * @param end how
   * @return the fault
   */
  static Fault cut(Where where, End end) {
    return new Cut(where, end);
  }

  /**
   * Passes the whole answer, a little at a time.
   *
   * @param bytes how many at a time, at least 1
   * @param pause the time between
   * @return the fault
   */
  static Fault trickle(int bytes, Duration pause) {
    if (bytes < 1) {
      throw new IllegalArgumentException("at least one byte at a time: " + bytes);
    }
    return new Trickle(bytes, pause);
  }

  /**
   * Answers in the server's place; the server gets nothing of the request. The connection stays
   * usable, unless the client waits for leave to send its body.
   *
   * @param status such as 503
   * @param headers without {@code Content-Length}
   * @param body the body; a {@code HEAD} is answered without
   * @return the fault
   */
  static Fault answer(int status, Map<String, String> headers, String body) {
    return new ForgedAnswer(status, Map.copyOf(headers), body);
  }
}
