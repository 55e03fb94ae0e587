package dev.coffer.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * The other end of an {@link dev.coffer.event.EventSink} that is tested: what it shall do, and what
 * it got. Whoever extends it answers deliveries as its {@link #mood()} says and notes what came.
 * Safe for all threads.
 */
public abstract class SinkReceiver implements AutoCloseable {
  private final List<String> changes = new ArrayList<>();
  private String latestId = "";
  private Mood mood = Mood.WELL;

  /** How a receiver behaves. */
  public enum Mood {
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

  /** Begins well, without a delivery. */
  protected SinkReceiver() {}

  /**
   * Whether a receiver of this kind can behave so; the cases that need it are skipped otherwise.
   *
   * @param asked a mood
   * @return true unless overridden
   */
  protected boolean canBe(Mood asked) {
    return true;
  }

  /**
   * How it behaves from now on.
   *
   * @param next well at first
   * @return false when it cannot behave so
   */
  final synchronized boolean be(Mood next) {
    mood = next;
    return canBe(next);
  }

  /**
   * How it shall answer.
   *
   * @return by now
   */
  protected final synchronized Mood mood() {
    return mood;
  }

  /**
   * Notes that a delivery has come, whatever it is answered.
   *
   * @param id the one that came with it: that of the delivery's last event
   */
  protected final synchronized void came(String id) {
    latestId = id;
  }

  /**
   * Notes a change that was taken.
   *
   * @param path of the file
   * @param there whether the file is there now; a move is two changes
   */
  protected final synchronized void took(String path, boolean there) {
    changes.add((there ? "+" : "-") + path);
  }

  /**
   * What it was told and took, oldest first: {@code +path} of a file that is there, {@code -path}
   * of one that is not.
   *
   * @return all so far
   */
  final synchronized List<String> changes() {
    return List.copyOf(changes);
  }

  /**
   * The id that came with the latest delivery, by which a receiver knows one that comes again.
   *
   * @return holds the id of the delivery's last event
   */
  final synchronized String latestId() {
    return latestId;
  }

  /** Ends it, with the deliveries that it has not answered. */
  @Override
  public void close() {}
}
