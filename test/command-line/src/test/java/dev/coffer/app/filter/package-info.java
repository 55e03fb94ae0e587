@NullMarked
package dev.coffer.app.filter;

import org.jspecify.annotations.NullMarked;
