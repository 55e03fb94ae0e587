/** How two texts differ, line by line, in the form of {@code diff -u}. */
@NullMarked
package dev.coffer.app.diff;

import org.jspecify.annotations.NullMarked;
