@NullMarked
package dev.coffer.app.diff;

import org.jspecify.annotations.NullMarked;
