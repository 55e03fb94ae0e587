package dev.coffer.s3;

import org.jspecify.annotations.Nullable;

/**
 * The headers of a conditional request.
 *
 * @param ifNoneMatch not sent when null
 * @param ifMatch not sent when null
 */
record Headers(@Nullable String ifNoneMatch, @Nullable String ifMatch) {
  static final Headers NONE = new Headers(null, null);
  static final Headers IF_ABSENT = new Headers("*", null);
}
