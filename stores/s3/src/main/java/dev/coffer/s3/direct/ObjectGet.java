package dev.coffer.s3.direct;

import dev.coffer.remote.KeyVersion;
import org.jspecify.annotations.Nullable;

/**
 * A read of an object or of part of it.
 *
 * @param object the object
 * @param range the value of {@code Range}; null for the whole object
 * @param conditions that must hold for the read
 */
public record ObjectGet(KeyVersion object, @Nullable String range, ConditionHeaders conditions) {}
