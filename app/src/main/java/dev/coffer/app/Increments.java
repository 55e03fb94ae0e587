package dev.coffer.app;

import java.util.function.LongConsumer;

/** Turns the number of bytes so far into the number since the last time. */
final class Increments implements LongConsumer {
  private final LongConsumer meter;
  private long last;

  /** A work that begins again at 0 is counted again. */
  Increments(LongConsumer meter) {
    this.meter = meter;
  }

  @Override
  public void accept(long soFar) {
    if (soFar > last) {
      meter.accept(soFar - last);
    }
    last = soFar;
  }
}
