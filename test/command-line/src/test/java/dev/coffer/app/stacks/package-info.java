/** The contract on stores with layers around them, as a configuration makes them. */
@NullMarked
package dev.coffer.app.stacks;

import org.jspecify.annotations.NullMarked;
