/**
 * A simulation of many nodes that announce their changes: what limits a fleet, and from when on.
 */
@NullMarked
package dev.coffer.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
