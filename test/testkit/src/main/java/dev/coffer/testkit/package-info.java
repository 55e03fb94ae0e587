/**
 * Tests of the behaviour that every file store must have, and stores for use in tests.
 *
 * <ul>
 *   <li>To test a back end or a layer: extend {@link dev.coffer.testkit.FileStoreContract}.
 *   <li>To test code that uses a store: {@link dev.coffer.testkit.FaultyFileStore} fails, {@link
 *       dev.coffer.testkit.RecordingFileStore} records calls, {@link
 *       dev.coffer.testkit.SlowFileStore} waits. Each is a layer around any store, such as {@link
 *       dev.coffer.memory.InMemoryFileStore}.
 *   <li>To test an HTTP client on a bad network: {@link dev.coffer.testkit.ChaosProxy}.
 * </ul>
 *
 * <p>The cases of the contract are grouped by topic, one file each: {@code WritingCases}, {@code
 * ListingCases}, and so on.
 */
@NullMarked
package dev.coffer.testkit;

import org.jspecify.annotations.NullMarked;
