package dev.coffer.testkit.http;

import dev.coffer.testkit.Fault;
import java.io.IOException;

/** A connection that is cut on purpose. */
public final class CutConnectionException extends IOException {
  private static final long serialVersionUID = 1;

  private final Fault.End end;

  /**
   * Cuts the connection of the request that is being answered.
   *
   * @param end how
   */
  public CutConnectionException(Fault.End end) {
    super("the connection is cut");
    this.end = end;
  }

  /**
   * How the connection is cut.
   *
   * @return the way
   */
  public Fault.End end() {
    return end;
  }
}
