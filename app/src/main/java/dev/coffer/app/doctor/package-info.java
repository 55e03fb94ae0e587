/**
 * Determines whether a store works, and what to do if it does not.
 *
 * <p>An {@link dev.coffer.app.doctor.Examination} goes from the settings to a file that it writes,
 * reads, lists and deletes, and reports each {@link dev.coffer.app.doctor.CheckResult} at once.
 */
@NullMarked
package dev.coffer.app.doctor;

import org.jspecify.annotations.NullMarked;
