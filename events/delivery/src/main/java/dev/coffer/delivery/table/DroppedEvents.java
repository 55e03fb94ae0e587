package dev.coffer.delivery.table;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of dropped events: at once, then once a minute with their number. */
final class DroppedEvents {
  private static final Logger LOG = LoggerFactory.getLogger("dev.coffer.delivery.Outbox");
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private final Supplier<String> outbox;
  private final String what;
  private final InstantSource clock;
  private Instant next = Instant.MIN;
  private long lost;

  DroppedEvents(Supplier<String> outbox, String what, InstantSource clock) {
    this.outbox = outbox;
    this.what = what;
    this.clock = clock;
  }

  void add(long count) {
    lost += count;
    Instant now = clock.instant();
    if (lost > 0 && !now.isBefore(next)) {
      LOG.warn("{} is full: {} {} are dropped", outbox.get(), lost, what);
      lost = 0;
      next = now.plus(BETWEEN);
    }
  }
}
