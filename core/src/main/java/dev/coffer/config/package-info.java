/**
 * Opens stores from a URI, a configuration or the environment.
 *
 * <p>Start at {@link dev.coffer.config.FileStores}. A back end is a {@link
 * dev.coffer.config.FileStoreProvider}: it declares each {@link dev.coffer.config.Option} once, and
 * from the declaration come parsing, the environment variable, the error for an unknown name and
 * the reference page. What a store is opened with are its {@link dev.coffer.config.Settings}; each
 * {@link dev.coffer.config.Setting} knows who gave it.
 *
 * <p>A layer is a {@link dev.coffer.config.LayerProvider}. What a configuration comes to, back end
 * and layers, is an {@link dev.coffer.config.Assembly}.
 *
 * <p>Every error is a {@link dev.coffer.ConfigurationException} that says what is wrong and what to
 * do. No value of an option of the kind secret appears in one.
 */
@NullMarked
package dev.coffer.config;

import org.jspecify.annotations.NullMarked;
