/**
 * Reports the changes of a store to listeners in this process and to sinks outside of it.
 *
 * <p>Start at {@link dev.coffer.event.FileEvents}, which lets listeners subscribe. An {@link
 * dev.coffer.event.AnnouncingFileStore} records each change in an {@link
 * dev.coffer.event.FileEventLog}: the intent before it, the {@link dev.coffer.event.FileEvent}s
 * after it. The module {@code coffer-delivery} takes the events of each receiver from its {@link
 * dev.coffer.event.EventQueue} and passes them to an {@link dev.coffer.event.EventSink} until they
 * are delivered.
 *
 * <pre>
 * AnnouncingFileStore ──> FileEventLog ──> EventQueue ──> (delivery) ──> EventSink
 *                             └──> FileEventListener
 * </pre>
 *
 * <ul>
 *   <li>To listen: {@link dev.coffer.event.FileEvents}.
 *   <li>To send events to a system that is not served yet: implement {@link
 *       dev.coffer.event.EventSink}.
 *   <li>To keep events elsewhere: implement {@link dev.coffer.event.FileEventLog} and run {@code
 *       FileEventsContract} of the test kit.
 * </ul>
 */
@NullMarked
package dev.coffer.event;

import org.jspecify.annotations.NullMarked;
