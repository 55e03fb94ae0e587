package dev.coffer.testkit;

import java.time.Duration;
import java.util.Map;

/** A fault that a {@link ChaosProxy} injects into a request or its response. */
public sealed interface Fault permits Cut, Trickle, ForgedAnswer {
  /** Where a connection is cut. */
  enum Where {
    /** The server receives nothing of the request. */
    BEFORE_REQUEST,
    /**
     * The server receives the head and half of the body, or half of the head if there is no body.
     */
    IN_REQUEST,
    /** The server has acted and responded in full; the client receives nothing of the response. */
    BEFORE_ANSWER,
    /**
     * The client receives the head and half of the body, or half of the head if there is no body.
     */
    IN_ANSWER
  }

  /** How a connection is cut. */
  enum End {
    /** It is reset, as by a crash. */
    RESET,
    /** It is closed properly, although the message is incomplete. */
    CLOSE,
    /** Nothing more is sent until the client gives up. */
    STALL
  }

  /**
   * Returns a fault that cuts the connection.
   *
   * @param where the point of the exchange at which to cut it
   * @param end how to cut it
   * @return the fault
   */
  static Fault cut(Where where, End end) {
    return new Cut(where, end);
  }

  /**
   * Returns a fault that passes the whole response, a little at a time.
   *
   * @param bytes how many bytes at a time, at least 1
   * @param pause the pause in between
   * @return the fault
   */
  static Fault trickle(int bytes, Duration pause) {
    if (bytes < 1) {
      throw new IllegalArgumentException("at least one byte at a time: " + bytes);
    }
    return new Trickle(bytes, pause);
  }

  /**
   * Returns a fault that answers instead of the server, which receives nothing of the request. The
   * connection stays usable, unless the client waits for {@code 100 Continue} before it sends its
   * body.
   *
   * @param status such as 503
   * @param headers without {@code Content-Length}
   * @param body the body, which is omitted in the response to a {@code HEAD}
   * @return the fault
   */
  static Fault answer(int status, Map<String, String> headers, String body) {
    return new ForgedAnswer(status, Map.copyOf(headers), body);
  }
}
