/**
 * What several processes share in Redis, or in Valkey, which speaks its protocol.
 *
 * <p>{@code RedisAddress} is the one place that opens connections.
 */
@NullMarked
package dev.coffer.redis;

import org.jspecify.annotations.NullMarked;
