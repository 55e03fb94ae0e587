/**
 * Makes the documentation site of the pages of the repository, in files that any web server serves.
 */
@NullMarked
package dev.coffer.site;

import org.jspecify.annotations.NullMarked;
