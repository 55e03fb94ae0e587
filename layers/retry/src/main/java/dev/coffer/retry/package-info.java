/**
 * Time limits and retries for any store.
 *
 * <p>Start at {@link dev.coffer.retry.RetryingFileStore} and {@link dev.coffer.retry.RetryOptions}.
 * {@link dev.coffer.retry.RetryStatistics} reports the results.
 */
@NullMarked
package dev.coffer.retry;

import org.jspecify.annotations.NullMarked;
