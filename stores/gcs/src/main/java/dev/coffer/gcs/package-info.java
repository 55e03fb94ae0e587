/** Stores files in a bucket of Google Cloud Storage. */
@NullMarked
package dev.coffer.gcs;

import org.jspecify.annotations.NullMarked;
