/** Runs the code on the pages, and checks the names on them. */
@NullMarked
package dev.coffer.documentation;

import org.jspecify.annotations.NullMarked;
