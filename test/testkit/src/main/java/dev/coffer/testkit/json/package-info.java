/** JSON as maps, lists, strings, numbers and booleans. */
@NullMarked
package dev.coffer.testkit.json;

import org.jspecify.annotations.NullMarked;
