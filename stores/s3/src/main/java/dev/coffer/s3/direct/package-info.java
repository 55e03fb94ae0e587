/**
 * Requests for whole objects that bypass the SDK's pipeline, and the SDK's own requests behind the
 * same interface.
 */
@org.jspecify.annotations.NullMarked
package dev.coffer.s3.direct;
