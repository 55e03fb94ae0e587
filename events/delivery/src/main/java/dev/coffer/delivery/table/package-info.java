/**
 * An event log in the tables of a database: what SQLite and PostgreSQL share, and SQLite. For
 * Coffer's own modules alone.
 */
@NullMarked
package dev.coffer.delivery.table;

import org.jspecify.annotations.NullMarked;
