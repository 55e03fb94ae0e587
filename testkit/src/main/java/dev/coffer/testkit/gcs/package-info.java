/** A server that speaks the JSON API of Google Cloud Storage. */
@NullMarked
package dev.coffer.testkit.gcs;

import org.jspecify.annotations.NullMarked;
