package dev.coffer.s3.direct;

import org.jspecify.annotations.Nullable;

/**
 * The headers of a conditional request.
 *
 * @param ifNoneMatch not sent when null
 * @param ifMatch not sent when null
 */
public record ConditionHeaders(@Nullable String ifNoneMatch, @Nullable String ifMatch) {
  /** No condition. */
  public static final ConditionHeaders NONE = new ConditionHeaders(null, null);

  /** That there is no such object. */
  public static final ConditionHeaders IF_ABSENT = new ConditionHeaders("*", null);
}
