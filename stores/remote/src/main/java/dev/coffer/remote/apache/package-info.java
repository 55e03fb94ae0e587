/**
 * What back ends over Apache's HTTP client share. The client is an optional dependency of this
 * module: a back end without it needs nothing of this package.
 */
@NullMarked
package dev.coffer.remote.apache;

import org.jspecify.annotations.NullMarked;
