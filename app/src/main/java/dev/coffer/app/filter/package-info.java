/** Which files of a directory a command works on, by patterns as those of {@code .gitignore}. */
@NullMarked
package dev.coffer.app.filter;

import org.jspecify.annotations.NullMarked;
