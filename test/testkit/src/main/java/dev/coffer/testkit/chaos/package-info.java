/**
 * Tests of the behaviour that stores of remote services must have on a bad network: extend {@link
 * dev.coffer.testkit.chaos.ChaosContract}.
 *
 * <p>A <i>call</i> is one operation of a store; a <i>mishap</i> is a fault of one of its requests;
 * a <i>trial</i> is one call with one mishap at one step, on files of its own.
 */
@NullMarked
package dev.coffer.testkit.chaos;

import org.jspecify.annotations.NullMarked;
