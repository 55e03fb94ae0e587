/**
 * What a store of a remote service must do beyond the contract of every store, as tests: extend
 * {@link dev.coffer.testkit.remote.RemoteStoreContract} and {@link
 * dev.coffer.testkit.remote.InterruptionContract}, and {@link
 * dev.coffer.testkit.remote.LargeFileContract} where the service can hold a gibibyte. {@link
 * dev.coffer.testkit.remote.LiveContract} runs the contract in a place that somebody has.
 */
@NullMarked
package dev.coffer.testkit.remote;

import org.jspecify.annotations.NullMarked;
