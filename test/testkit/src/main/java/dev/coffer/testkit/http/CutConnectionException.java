package dev.coffer.testkit.http;

import dev.coffer.testkit.Fault;
import java.io.IOException;

/** Thrown to cut a connection on purpose. */
public final class CutConnectionException extends IOException {
  private static final long serialVersionUID = 1;

  private final Fault.End end;

  /**
   * Cuts the connection of the request that is being answered.
   *
   * @param end how to cut it
   */
  public CutConnectionException(Fault.End end) {
    super("the connection is cut");
    this.end = end;
  }

  /**
   * Returns how the connection is cut.
   *
   * @return the way
   */
  public Fault.End end() {
    return end;
  }
}
