@NullMarked
package dev.coffer.app.sync;

import org.jspecify.annotations.NullMarked;
