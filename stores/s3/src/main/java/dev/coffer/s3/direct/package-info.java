/**
 * Requests for whole objects that go past the SDK's pipeline, and the SDK's own in the same words.
 */
@org.jspecify.annotations.NullMarked
package dev.coffer.s3.direct;
