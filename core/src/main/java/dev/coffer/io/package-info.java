/**
 * What streams and files of stores have in common, for authors of back ends and layers. It knows
 * nothing of stores, so that every package may know it.
 */
@NullMarked
package dev.coffer.io;

import org.jspecify.annotations.NullMarked;
