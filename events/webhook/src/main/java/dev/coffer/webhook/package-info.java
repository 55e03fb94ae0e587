/**
 * Reports every change of a store to receivers over HTTP.
 *
 * <p>Start at {@link dev.coffer.webhook.WebHookFileStore} and {@link
 * dev.coffer.webhook.BatchedWebHookFileStore}. Both keep events in an event log until they are
 * delivered: in memory, or in an {@link dev.coffer.delivery.Outbox}, a file that survives a crash
 * and can be shared by several processes.
 */
@NullMarked
package dev.coffer.webhook;

import org.jspecify.annotations.NullMarked;
