/** A small server that speaks the protocol of S3 and lies when instructed to, for tests. */
@NullMarked
package dev.coffer.testkit.s3;

import org.jspecify.annotations.NullMarked;
