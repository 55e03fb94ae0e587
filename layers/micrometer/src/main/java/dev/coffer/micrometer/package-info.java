/**
 * Metrics and traces of a store, through Micrometer.
 *
 * <p>{@link dev.coffer.micrometer.MicrometerListener} makes one Observation of each operation and
 * of each request to a service, and meters of what a store and its layers count. A configuration
 * switches it on with {@code micrometer=on}.
 */
@NullMarked
package dev.coffer.micrometer;

import org.jspecify.annotations.NullMarked;
