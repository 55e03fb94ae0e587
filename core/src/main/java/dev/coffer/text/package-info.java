/**
 * Text in lines for people and programs. Independent of files, so that every package may use it;
 * exported to Coffer's own modules only.
 */
@NullMarked
package dev.coffer.text;

import org.jspecify.annotations.NullMarked;
