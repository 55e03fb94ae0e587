@NullMarked
package dev.coffer.app.quickstart;

import org.jspecify.annotations.NullMarked;
