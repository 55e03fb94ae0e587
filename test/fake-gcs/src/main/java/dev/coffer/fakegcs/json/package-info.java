/** JSON as maps, lists, strings, numbers and booleans. */
@NullMarked
package dev.coffer.fakegcs.json;

import org.jspecify.annotations.NullMarked;
