/**
 * Plug-ins of the command line: jars with providers of stores, layers, listeners and receivers.
 *
 * <p>A {@link dev.coffer.app.plugin.PluginPath} says which jars there are. {@link
 * dev.coffer.app.plugin.PluginSet} loads those that work into one class loader above that of the
 * command line, which then is the context class loader, so that {@link java.util.ServiceLoader}
 * finds their providers. A jar that does not work is left out with a reason.
 */
@NullMarked
package dev.coffer.app.plugin;

import org.jspecify.annotations.NullMarked;
