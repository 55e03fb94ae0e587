package dev.coffer.s3;

import org.jspecify.annotations.Nullable;

/**
 * The headers of a conditional request.
 *
 * @param ifNoneMatch not sent when null
 * @param ifMatch not sent when null
 */
record ConditionHeaders(@Nullable String ifNoneMatch, @Nullable String ifMatch) {
  static final ConditionHeaders NONE = new ConditionHeaders(null, null);
  static final ConditionHeaders IF_ABSENT = new ConditionHeaders("*", null);
}
