/**
 * The first look: the main job on real files, with what it refuses and how fast it is.
 *
 * <p>A {@link dev.coffer.app.quickstart.Tour} takes its files from a {@link
 * dev.coffer.app.quickstart.RecordedFiles}.
 */
@NullMarked
package dev.coffer.app.quickstart;

import org.jspecify.annotations.NullMarked;
