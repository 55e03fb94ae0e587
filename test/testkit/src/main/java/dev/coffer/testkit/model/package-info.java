/**
 * Random operations on a store, compared with a simple model of its expected content.
 *
 * <p>The test of a back end extends {@link dev.coffer.testkit.model.ModelContract}; {@link
 * dev.coffer.testkit.model.RandomOperations} is for any other use. A program is a list of {@code
 * ModelStep}s, generated from a seed; each runs on the store and on the {@code Model}. A program
 * that shows a difference is shortened by {@code Shrinker} and printed as Java.
 */
@NullMarked
package dev.coffer.testkit.model;

import org.jspecify.annotations.NullMarked;
