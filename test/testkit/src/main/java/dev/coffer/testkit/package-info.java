/**
 * What every file store must do, as tests, and stores for the tests of others.
 *
 * <ul>
 *   <li>To test a back end or a layer: extend {@link dev.coffer.testkit.FileStoreContract}.
 *   <li>To test code that uses a store: {@link dev.coffer.testkit.FaultyFileStore} fails, {@link
 *       dev.coffer.testkit.RecordingFileStore} remembers, {@link dev.coffer.testkit.SlowFileStore}
 *       waits. Each is a layer around any store, such as {@link
 *       dev.coffer.memory.InMemoryFileStore}.
 *   <li>To test a client of HTTP on a bad network: {@link dev.coffer.testkit.ChaosProxy}.
 * </ul>
 *
 * <p>The cases of the contract stand one topic a file: {@code WritingCases}, {@code ListingCases},
 * and so on.
 */
@NullMarked
package dev.coffer.testkit;

import org.jspecify.annotations.NullMarked;
