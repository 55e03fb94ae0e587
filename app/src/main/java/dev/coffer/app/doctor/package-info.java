/**
 * Finds out whether a store works, and what to do where it does not.
 *
 * <p>An {@link dev.coffer.app.doctor.Examination} goes from the settings to a file that it writes,
 * reads, lists and deletes, and tells each {@link dev.coffer.app.doctor.CheckResult} as it comes.
 */
@NullMarked
package dev.coffer.app.doctor;

import org.jspecify.annotations.NullMarked;
