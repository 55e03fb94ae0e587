@NullMarked
package dev.coffer.app.log;

import org.jspecify.annotations.NullMarked;
