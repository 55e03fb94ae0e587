/**
 * Which process is which, and whether it lives, for whatever several processes share: the locks of
 * the local store and those of audit trails. Not exported.
 */
@NullMarked
package dev.coffer.process;

import org.jspecify.annotations.NullMarked;
