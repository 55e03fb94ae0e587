/** What the pages show is run, and what they name is looked for. */
@NullMarked
package dev.coffer.documentation;

import org.jspecify.annotations.NullMarked;
