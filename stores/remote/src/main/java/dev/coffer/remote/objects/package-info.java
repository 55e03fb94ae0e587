/**
 * A complete store over a service that keeps objects by key: its author writes the requests of the
 * service as an {@link dev.coffer.remote.objects.ObjectService}, and {@link
 * dev.coffer.remote.objects.ObjectFileStore} makes a store of them.
 */
@NullMarked
package dev.coffer.remote.objects;

import org.jspecify.annotations.NullMarked;
