package dev.coffer.testkit;

import java.util.List;

/**
 * The other end of an {@link dev.coffer.event.EventSink} that is tested: what it shall do, and what
 * it got.
 */
public interface SinkReceiver extends AutoCloseable {
  /** How a receiver behaves. */
  enum Mood {
    /** It takes what comes. */
    WELL,
    /** It fails, and may be well again later: overloaded, restarting, unreachable. */
    FAILING,
    /** It takes a delivery and says nothing. */
    SILENT,
    /** It will never take what comes. */
    REFUSING,
    /** It wants nothing any more. */
    GONE
  }

  /**
   * How it behaves from now on.
   *
   * @param mood well at first
   * @return false when a receiver of this kind cannot behave so; the case is skipped then
   */
  boolean be(Mood mood);

  /**
   * What it was told and took, oldest first: {@code +path} of a file that is there, {@code -path}
   * of one that is not. A move is both.
   *
   * @return all so far
   */
  List<String> changes();

  /**
   * The id that came with the latest delivery, by which a receiver knows one that comes again.
   *
   * @return holds the id of the delivery's last event
   */
  String latestId();

  /** Ends it, with the deliveries that it has not answered. */
  @Override
  void close();
}
