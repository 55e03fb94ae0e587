package dev.coffer.observe;

import java.time.Duration;
import java.util.Map;

/**
 * Metrics of one operation. The times are those of {@link Outcome#nanos()} and are exact to about 6
 * %.
 *
 * @param count how many have ended
 * @param underWay how many have begun but not ended
 * @param errors how many of those ended with an error, by its kind; a delete of several files
 *     counts once
 * @param bytes the sum of {@link Outcome#bytes()}
 * @param p50 50 % of all took at most this long
 * @param p95 95 % of all took at most this long
 * @param p99 99 % of all took at most this long
 */
public record OperationMetrics(
    long count,
    long underWay,
    Map<String, Long> errors,
    long bytes,
    Duration p50,
    Duration p95,
    Duration p99) {}
