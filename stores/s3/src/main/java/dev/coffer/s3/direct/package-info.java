/**
 * Requests for whole objects that bypass the SDK's pipeline, and the SDK's own requests with the
 * same interface.
 */
@org.jspecify.annotations.NullMarked
package dev.coffer.s3.direct;
