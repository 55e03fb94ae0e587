package dev.coffer.fakegcs;

import java.time.Instant;

/**
 * A version that was deleted permanently, and is kept until the bucket's retention of such versions
 * ends.
 *
 * <p>Documentation: {@code soft-delete}.
 *
 * @param object the version
 * @param deleted when it was deleted
 * @param end when it is really gone
 */
record SoftDeleted(StoredObject object, Instant deleted, Instant end) {}
