/**
 * The identity of processes, and whether they are alive, for resources that several processes
 * share: the locks of the local store and those of audit trails.
 */
@NullMarked
package dev.coffer.process;

import org.jspecify.annotations.NullMarked;
