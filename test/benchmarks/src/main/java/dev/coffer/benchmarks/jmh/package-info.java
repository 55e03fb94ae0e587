/** Single calls of the local store beside the plain ones, for a profiler's eye. */
@NullMarked
package dev.coffer.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
