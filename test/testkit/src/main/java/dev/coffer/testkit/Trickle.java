package dev.coffer.testkit;

import java.time.Duration;

/** An answer that comes slowly. */
record Trickle(int bytes, Duration pause) implements Fault {}
