package dev.coffer.testkit;

import java.time.Duration;

/** A response that is sent slowly. */
record Trickle(int bytes, Duration pause) implements Fault {}
