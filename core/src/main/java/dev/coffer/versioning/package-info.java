/**
 * What a change replaces is kept: {@link dev.coffer.versioning.VersioningFileStore} is the layer,
 * {@link dev.coffer.versioning.FileVersions} what it has kept.
 */
@NullMarked
package dev.coffer.versioning;

import org.jspecify.annotations.NullMarked;
