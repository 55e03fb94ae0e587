/** Reads the site as files, and in a browser. */
@NullMarked
package dev.coffer.site;

import org.jspecify.annotations.NullMarked;
