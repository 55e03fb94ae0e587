package dev.coffer.s3.direct;

import org.jspecify.annotations.Nullable;

/**
 * The headers of a conditional request.
 *
 * @param ifNoneMatch not sent if null
 * @param ifMatch not sent if null
 */
public record ConditionHeaders(@Nullable String ifNoneMatch, @Nullable String ifMatch) {
  /** No condition. */
  public static final ConditionHeaders NONE = new ConditionHeaders(null, null);

  /** Requires that the object does not exist. */
  public static final ConditionHeaders IF_ABSENT = new ConditionHeaders("*", null);
}
