/**
 * What the stores cost: each piece of work is done in turn by Coffer, by the plain calls of the JDK
 * that make the same promise, and by other libraries.
 */
@NullMarked
package dev.coffer.benchmarks;

import org.jspecify.annotations.NullMarked;
