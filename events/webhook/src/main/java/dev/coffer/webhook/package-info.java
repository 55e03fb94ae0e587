/**
 * Every change of a store, told to receivers over HTTP.
 *
 * <p>Start at {@link dev.coffer.webhook.WebHookFileStore} and {@link
 * dev.coffer.webhook.BatchedWebHookFileStore}. Both keep events in an event log until they are
 * delivered: an {@link dev.coffer.delivery.Outbox}, one file that survives a crash and that several
 * processes may share, or the memory.
 */
@NullMarked
package dev.coffer.webhook;

import org.jspecify.annotations.NullMarked;
