/** The outbox of several nodes, in PostgreSQL. */
@NullMarked
package dev.coffer.postgres;

import org.jspecify.annotations.NullMarked;
