/**
 * Text as it stands in lines that people and programs read. It knows nothing of files, so that
 * every package may know it; of the modules only Coffer's own do.
 */
@NullMarked
package dev.coffer.text;

import org.jspecify.annotations.NullMarked;
