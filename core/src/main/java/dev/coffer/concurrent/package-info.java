/**
 * Threads and time, for authors of back ends and layers. It knows nothing of files, so that every
 * package may know it.
 *
 * <p>{@link dev.coffer.concurrent.Backoff} says how long to wait between attempts; {@link
 * dev.coffer.concurrent.Timers} and {@link dev.coffer.concurrent.Alarm} end what takes too long;
 * {@link dev.coffer.concurrent.DaemonThreads} makes threads that keep no process alive.
 */
@NullMarked
package dev.coffer.concurrent;

import org.jspecify.annotations.NullMarked;
