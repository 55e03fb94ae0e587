package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Opens stores.
 *
 * <pre>{@code
 * FileStore data = FileStores.open("file:./data");
 * FileStore scratch = FileStores.open("memory:?max-size=64MiB");
 * FileStore configured = FileStores.fromEnvironment();
 * FileStore photos = FileStores.named("photos");
 * }</pre>
 *
 * <p>The back end is wrapped in the layers that its options enable, in the order of {@link
 * Position}, or of the option {@code layers}. Closing the store closes them from the outside to the
 * inside, and the back end last.
 *
 * <p>The value of an option comes from the first of these sources that has one: {@link
 * FileStoreConfig.Builder#option}, the settings of a named store, the URI, the environment
 * variables of the option, its default. An unknown option is refused, never ignored.
 */
public final class FileStores {
  private FileStores() {}

  /**
   * Opens the store that a URI names.
   *
   * <p>The form is {@code scheme:path?option=value&option=value}:
   *
   * <ul>
   *   <li>{@code memory:} a new store, {@code memory:name} the store of that name in this process;
   *   <li>{@code file:/var/data} a directory, {@code file:./data} and {@code file:data} one below
   *       the working directory, {@code file:~/data} one below the home directory; the first write
   *       creates it if it does not exist;
   *   <li>the schemes of the back ends on the class path;
   *   <li>{@code @name} the {@linkplain #named(String) named store} of that name, and {@code
   *       @name/directory} a directory of it, which becomes the root: nothing outside can be named.
   *       Nothing in it is decoded.
   * </ul>
   *
   * Path and values are percent-decoded once. In the names of options, letter case and dashes are
   * ignored: {@code max-size} and {@code maxSize} are the same option. A URI never contains
   * credentials.
   *
   * @param uri a URI
   * @return a store, which the caller closes
   * @throws ConfigurationException if a part of it is unknown, missing or wrong
   */
  public static FileStore open(String uri) {
    return open(FileStoreConfig.builder().uri(uri).build());
  }

  /**
   * Opens the store that a configuration defines.
   *
   * @param config from {@link FileStoreConfig#builder()}
   * @return a store, which the caller closes
   * @throws ConfigurationException if a part of it is unknown, missing or wrong
   */
  public static FileStore open(FileStoreConfig config) {
    return open(assembly(config));
  }

  /**
   * Opens the back end and the layers of an assembly. A call passes them in this order: scoped →
   * observed → events → cache → versioning → retry → compression → replication → back end, as far
   * as they are enabled.
   *
   * @param assembly from {@link #assembly}
   * @return a store, which the caller closes
   * @throws ConfigurationException if a part of it cannot be opened
   */
  public static FileStore open(Assembly assembly) {
    FileStore backEnd = assembly.backEnd().open(assembly.settings());
    List<Layer> layers = new ArrayList<>();
    for (ConfiguredLayer layer : assembly.layers()) {
      layers.add(layer.layer());
    }
    return around(backEnd, layers);
  }

  /** Wraps a store in layers; if one fails, everything opened so far is closed. */
  private static FileStore around(FileStore inner, List<Layer> outermostFirst) {
    FileStore store = inner;
    try {
      for (int i = outermostFirst.size() - 1; i >= 0; i--) {
        store = outermostFirst.get(i).wrap(store);
      }
      return store;
    } catch (Throwable e) {
      closeAfter(e, store);
      throw e;
    }
  }

  private static void closeAfter(Throwable failure, FileStore store) {
    try {
      store.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Opens the store that the environment of this process defines.
   *
   * @return a store, which the caller closes
   * @throws ConfigurationException if a part of it is unknown, missing or wrong
   * @see FileStoreConfig#fromEnvironment
   */
  public static FileStore fromEnvironment() {
    return fromEnvironment(System.getenv());
  }

  /**
   * Opens the store that these environment variables define.
   *
   * @param env names and values; an empty value counts as unset
   * @return a store, which the caller closes
   * @throws ConfigurationException if a part of it is unknown, missing or wrong
   * @see FileStoreConfig#fromEnvironment
   */
  public static FileStore fromEnvironment(Map<String, String> env) {
    return open(FileStoreConfig.fromEnvironment(env));
  }

  /**
   * Opens the store that has this name in the file of {@code COFFER_CONFIG}, or else in {@code
   * ~/.coffer/config.properties}.
   *
   * @param name its name, such as {@code minio}
   * @return a store, which the caller closes
   * @throws ConfigurationException if no store has this name, or a part of its configuration is
   *     unknown, missing or wrong; the message names the file, and the line of a wrong value
   * @see NamedStores
   */
  public static FileStore named(String name) {
    return named(name, System.getenv());
  }

  /**
   * Opens the store that has this name in the file that these environment variables choose.
   *
   * @param name its name, such as {@code minio}
   * @param env names and values; an empty value counts as unset
   * @return a store, which the caller closes
   * @throws ConfigurationException as {@link #named(String)}
   * @see NamedStores
   */
  public static FileStore named(String name, Map<String, String> env) {
    return open(NamedStores.fromEnvironment(env).config(name));
  }

  /**
   * Returns the settings with which {@link #open(FileStoreConfig)} would open the back end, and the
   * source of each value, for diagnosis.
   *
   * @param config a configuration
   * @return every setting of the back end; nothing is opened
   * @throws ConfigurationException if a part of it is unknown or wrong
   */
  public static Settings settings(FileStoreConfig config) {
    return assembly(config).settings();
  }

  /**
   * Returns what {@link #open(FileStoreConfig)} would open: the back end and the layers around it,
   * with their settings.
   *
   * @param config a configuration
   * @return the parts; nothing is opened
   * @throws ConfigurationException if a part of it is unknown, or the layers cannot work together
   */
  public static Assembly assembly(FileStoreConfig config) {
    return Resolution.of(config);
  }

  /**
   * Returns a builder for a store with layers that are created in code.
   *
   * <pre>{@code
   * FileStore store =
   *     FileStores.builder().store("s3://photos").layer(next -> new ThumbnailFileStore(next)).open();
   * }</pre>
   *
   * @return a builder with nothing set
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a store from a configuration and layers around it. Not safe for use by several threads.
   */
  public static final class Builder {
    private final FileStoreConfig.Builder config = FileStoreConfig.builder();
    private final List<Layer> layers = new ArrayList<>();

    private Builder() {}

    /**
     * Sets the innermost store.
     *
     * @param uri a URI as described at {@link FileStores#open(String)}
     * @return this builder
     */
    public Builder store(String uri) {
      config.uri(uri);
      return this;
    }

    /**
     * Sets an option of the store or of one of its configured layers.
     *
     * @param key its name
     * @param value its value; empty for not set
     * @return this builder
     */
    public Builder option(String key, String value) {
      config.option(key, value);
      return this;
    }

    /**
     * Adds a layer around the configured store and its layers, inside of those added before: the
     * first one added is the outermost.
     *
     * @param layer wraps a store; if it fails, it leaves nothing of its own open
     * @return this builder
     */
    public Builder layer(Layer layer) {
      layers.add(layer);
      return this;
    }

    /**
     * Opens the store.
     *
     * @return a store, which the caller closes
     * @throws ConfigurationException if a part of the configuration is unknown, missing or wrong
     */
    public FileStore open() {
      return around(FileStores.open(config.build()), layers);
    }
  }
}
