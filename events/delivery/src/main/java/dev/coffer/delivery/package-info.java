/**
 * Delivers the events of a store to receivers outside of the process.
 *
 * <p>{@link dev.coffer.delivery.DeliveringFileStore} announces the changes of a store and delivers
 * them to {@link dev.coffer.delivery.Receiver}s; {@link dev.coffer.delivery.Outbox} keeps what is
 * not delivered across a crash. A {@link dev.coffer.delivery.EventDispatcher} takes the events of
 * one receiver from the outbox and passes them to an {@link dev.coffer.event.EventSink} by a {@link
 * dev.coffer.delivery.DeliveryPolicy}. A module that knows a kind of receiver provides a {@link
 * dev.coffer.delivery.ReceiverProvider}.
 */
@NullMarked
package dev.coffer.delivery;

import org.jspecify.annotations.NullMarked;
