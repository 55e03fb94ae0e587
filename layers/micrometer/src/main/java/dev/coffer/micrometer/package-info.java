/**
 * Metrics and traces of a store, through Micrometer.
 *
 * <p>{@link dev.coffer.micrometer.MicrometerListener} creates an Observation for each operation and
 * each request to a service, and meters for the metrics of a store and its layers. A configuration
 * enables it with {@code micrometer=on}.
 */
@NullMarked
package dev.coffer.micrometer;

import org.jspecify.annotations.NullMarked;
