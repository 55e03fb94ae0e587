/**
 * Replicas that follow a store: one primary decides, and each replica is a receiver of its event
 * log.
 *
 * <p>A delivery copies the present state of a path. What a replica got from its primary carries a
 * mark; nothing else in a replica is ever changed.
 */
@NullMarked
package dev.coffer.replicate;

import org.jspecify.annotations.NullMarked;
