package dev.coffer.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * The receiver of an {@link dev.coffer.event.EventSink} under test: how it behaves, and what it has
 * received. A subclass answers deliveries according to its {@link #mood()} and records them.
 * Thread-safe.
 */
public abstract class SinkReceiver implements AutoCloseable {
  private final List<String> changes = new ArrayList<>();
  private String latestId = "";
  private Mood mood = Mood.WELL;

  /** How a receiver behaves. */
  public enum Mood {
    /** It accepts deliveries. */
    WELL,
    /** It fails, and may recover later: overloaded, restarting, unreachable. */
    FAILING,
    /** It accepts a delivery and never responds. */
    SILENT,
    /** It will never accept what is delivered. */
    REFUSING,
    /** It wants no more deliveries. */
    GONE
  }

  /** Creates a receiver that is well and has received nothing. */
  protected SinkReceiver() {}

  /**
   * Returns whether a receiver of this kind can have a mood; the cases that need it are skipped
   * otherwise.
   *
   * @param asked a mood
   * @return true unless overridden
   */
  protected boolean canBe(Mood asked) {
    return true;
  }

  /**
   * Returns whether a receiver of this kind stores an event once, however often it is delivered.
   *
   * @return false unless overridden
   */
  protected boolean recognizesRepetitions() {
    return false;
  }

  /**
   * Sets how it behaves from now on.
   *
   * @param next the mood, initially well
   * @return false if it cannot have this mood
   */
  final synchronized boolean be(Mood next) {
    if (!canBe(next)) {
      return false;
    }
    mood = next;
    unchecked(() -> become(next));
    return true;
  }

  /**
   * Makes a real server behave so; does nothing unless overridden.
   *
   * @param next a mood that it can have
   * @throws Exception if that is not possible
   */
  protected void become(Mood next) throws Exception {}

  /**
   * Fetches what a real server has received since the last call, and records it with {@link #came}
   * and {@link #took}; does nothing unless overridden.
   *
   * @throws Exception if that is not possible
   */
  protected void fetch() throws Exception {}

  private static void unchecked(Step step) {
    try {
      step.run();
    } catch (Exception e) {
      throw new AssertionError("the receiver of the test fails", e);
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  /**
   * Returns how it is to answer.
   *
   * @return the current mood
   */
  protected final synchronized Mood mood() {
    return mood;
  }

  /**
   * Records that a delivery has come, however it is answered.
   *
   * @param id the id that came with it: that of the delivery's last event
   */
  protected final synchronized void came(String id) {
    latestId = id;
  }

  /**
   * Records a change that was accepted.
   *
   * @param path the path of the file
   * @param there whether the file exists now; a move is two changes
   */
  protected final synchronized void took(String path, boolean there) {
    changes.add((there ? "+" : "-") + path);
  }

  /**
   * Returns the accepted changes, oldest first: {@code +path} for a file that exists, {@code -path}
   * for one that does not.
   *
   * @return all changes so far
   */
  final synchronized List<String> changes() {
    unchecked(this::fetch);
    return List.copyOf(changes);
  }

  /**
   * Returns the id that came with the latest delivery, by which a receiver recognizes a repeated
   * one.
   *
   * @return the id, which contains the id of the delivery's last event
   */
  final synchronized String latestId() {
    unchecked(this::fetch);
    return latestId;
  }

  /** Stops the receiver and ends the deliveries that it has not answered. */
  @Override
  public void close() {}
}
