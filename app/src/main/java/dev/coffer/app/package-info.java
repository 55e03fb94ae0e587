/**
 * The command line.
 *
 * <p>{@link dev.coffer.app.Main} takes the arguments; a {@code CommandRunner} finds the verb,
 * builds that one alone (a start should cost little) and turns every error into one line and an
 * exit code. Each verb is a class with its own options. Data goes to standard output, messages to
 * standard error.
 */
@NullMarked
package dev.coffer.app;

import org.jspecify.annotations.NullMarked;
