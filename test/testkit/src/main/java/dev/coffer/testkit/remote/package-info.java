/**
 * Tests of the behaviour that stores of remote services must have beyond the contract of every
 * store: extend {@link dev.coffer.testkit.remote.RemoteStoreContract} and {@link
 * dev.coffer.testkit.remote.InterruptionContract}, and {@link
 * dev.coffer.testkit.remote.LargeFileContract} if the service can hold a gibibyte. {@link
 * dev.coffer.testkit.remote.LiveContract} runs the contract in an existing bucket.
 */
@NullMarked
package dev.coffer.testkit.remote;

import org.jspecify.annotations.NullMarked;
