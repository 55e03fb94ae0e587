/**
 * Publishes every change of a store to streams of NATS JetStream, as CloudEvents in the binary
 * mode.
 *
 * <p>Start at {@link dev.coffer.nats.NatsSubject}, or set the options {@code events.nats.url} and
 * {@code events.nats.subject}.
 */
@NullMarked
package dev.coffer.nats;

import org.jspecify.annotations.NullMarked;
