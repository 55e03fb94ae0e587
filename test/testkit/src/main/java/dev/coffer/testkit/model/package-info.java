/**
 * Random operations on a store, beside a simple model of what the store should hold.
 *
 * <p>{@link dev.coffer.testkit.model.ModelContract} is what a back end's test extends; {@link
 * dev.coffer.testkit.model.RandomOperations} is the same for any other use. A program is a list of
 * {@code ModelStep}s, made of a seed; each runs on the store and on the {@code Model}. A program
 * that shows a difference is made short by {@code Shrinker} and printed as Java.
 */
@NullMarked
package dev.coffer.testkit.model;

import org.jspecify.annotations.NullMarked;
