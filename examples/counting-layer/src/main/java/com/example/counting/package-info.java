/** A layer that is not part of Coffer: it counts what is read. */
@NullMarked
package com.example.counting;

import org.jspecify.annotations.NullMarked;
