/**
 * What a store of a remote service must do on a bad network, as tests: extend {@link
 * dev.coffer.testkit.chaos.ChaosContract}.
 *
 * <p>A <i>call</i> is one operation of a store; a <i>mishap</i> is what happens to one of its
 * requests; a <i>trial</i> is one call with one mishap at one step, on files of its own.
 */
@NullMarked
package dev.coffer.testkit.chaos;

import org.jspecify.annotations.NullMarked;
