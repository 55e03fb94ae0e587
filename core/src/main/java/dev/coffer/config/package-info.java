/**
 * Opens stores from a URI, a configuration or the environment.
 *
 * <p>Start at {@link dev.coffer.config.FileStores}. A back end is a {@link
 * dev.coffer.config.FileStoreProvider}: it declares each {@link dev.coffer.config.Option} once, and
 * the declaration determines parsing, the environment variable, the error for an unknown name and
 * the reference page. A store is opened with its {@link dev.coffer.config.Settings}; each {@link
 * dev.coffer.config.Setting} has its source.
 *
 * <p>A layer is a {@link dev.coffer.config.LayerProvider}. A configuration is resolved to an {@link
 * dev.coffer.config.Assembly} of a back end and layers.
 *
 * <p>Every error is a {@link dev.coffer.ConfigurationException} that states what is wrong and what
 * to do. It never contains the value of an option of the kind secret.
 */
@NullMarked
package dev.coffer.config;

import org.jspecify.annotations.NullMarked;
