/**
 * Publishes every change of a store to topics of Kafka, as CloudEvents in the binary mode.
 *
 * <p>Start at {@link dev.coffer.kafka.KafkaTopic}, or set the options {@code events.kafka.servers}
 * and {@code events.kafka.topic}.
 */
@NullMarked
package dev.coffer.kafka;

import org.jspecify.annotations.NullMarked;
