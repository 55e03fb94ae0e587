/** Messages of Coffer and of the libraries as lines on standard error. */
@NullMarked
package dev.coffer.app.log;

import org.jspecify.annotations.NullMarked;
