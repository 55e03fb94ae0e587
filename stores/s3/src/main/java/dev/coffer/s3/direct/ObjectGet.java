package dev.coffer.s3.direct;

import org.jspecify.annotations.Nullable;

/**
 * A read of an object or of part of it.
 *
 * @param key of the object
 * @param range the value of {@code Range}; null for the whole object
 * @param conditions that must hold for the read
 */
public record ObjectGet(String key, @Nullable String range, ConditionHeaders conditions) {}
