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
 * }</pre>
 *
 * <p>Around the back end stand the layers that its options switch on, in the order of {@link
 * Position}, or that of the option {@code layers}. Closing the store closes them from the outside
 * to the inside, and the back end last.
 *
 * <p>An option is taken from the first that gives it: {@link FileStoreConfig.Builder#option}, the
 * URI, the environment variables of the option, its default. What nobody understands is refused,
 * never passed over.
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
   *       the working directory, {@code file:~/data} one below the home directory; one that is
   *       missing is made by the first write;
   *   <li>the schemes of the back ends on the class path.
   * </ul>
   *
   * Path and values are percent-decoded once. In the names of options letter case and dashes do not
   * count: {@code max-size} and {@code maxSize} are one. Credentials never stand in a URI.
   *
   * @param uri a URI
   * @return a store, to be closed by the caller
   * @throws ConfigurationException if a part of it is unknown, missing or wrong
   */
  public static FileStore open(String uri) {
    return open(FileStoreConfig.builder().uri(uri).build());
  }

  /**
   * Opens the store that a configuration states.
   *
   * @param config from {@link FileStoreConfig#builder()}
   * @return a store, to be closed by the caller
   * @throws ConfigurationException if a part of it is unknown, missing or wrong
   */
  public static FileStore open(FileStoreConfig config) {
    return open(assembly(config));
  }

  /**
   * From a configuration to a store. A call goes the other way: scoped → observed → events → cache
   * → versioning → retry → compression → replication → back end, as far as they are switched on.
   *
   * @param assembly from {@link #assembly}
   * @return a store, to be closed by the caller
   * @throws ConfigurationException if a part of it cannot be opened
   */
  public static FileStore open(Assembly assembly) {
    FileStore backEnd = assembly.backEnd().open(assembly.settings());
    return around(backEnd, assembly.layers().stream().map(ConfiguredLayer::layer).toList());
  }

  /** Puts layers around a store; when one fails, what is open by then is closed. */
  private static FileStore around(FileStore inner, List<Layer> outermostFirst) {
    FileStore store = inner;
    try {
      for (int i = outermostFirst.size() - 1; i >= 0; i--) {
        store = outermostFirst.get(i).wrap(store);
      }
      return store;
    } catch (RuntimeException | Error e) {
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
   * Opens the store that the environment of this process states.
   *
   * @return a store, to be closed by the caller
   * @throws ConfigurationException if a part of it is unknown, missing or wrong
   * @see FileStoreConfig#fromEnvironment
   */
  public static FileStore fromEnvironment() {
    return fromEnvironment(System.getenv());
  }

  /**
   * Opens the store that these environment variables state.
   *
   * @param env names and values; an empty value counts as unset
   * @return a store, to be closed by the caller
   * @throws ConfigurationException if a part of it is unknown, missing or wrong
   * @see FileStoreConfig#fromEnvironment
   */
  public static FileStore fromEnvironment(Map<String, String> env) {
    return open(FileStoreConfig.fromEnvironment(env));
  }

  /**
   * What {@link #open(FileStoreConfig)} would open the back end with, and where each value comes
   * from; for people who ask why.
   *
   * @param config a configuration
   * @return every setting of the back end; nothing is opened
   * @throws ConfigurationException if a part of it is unknown or wrong
   */
  public static Settings settings(FileStoreConfig config) {
    return assembly(config).settings();
  }

  /**
   * What {@link #open(FileStoreConfig)} would open: the back end and the layers around it, with
   * their settings.
   *
   * @param config a configuration
   * @return the parts; nothing is opened
   * @throws ConfigurationException if a part of it is unknown, or the layers cannot work together
   */
  public static Assembly assembly(FileStoreConfig config) {
    return Resolution.of(config);
  }

  /**
   * Starts a store with layers that are made by code.
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

  /** Collects a configuration and the layers around what it opens. Not for several threads. */
  public static final class Builder {
    private final FileStoreConfig.Builder config = FileStoreConfig.builder();
    private final List<Layer> layers = new ArrayList<>();

    private Builder() {}

    /**
     * The store that stands inside.
     *
     * @param uri as {@link FileStores#open(String)} takes it
     * @return this builder
     */
    public Builder store(String uri) {
      config.uri(uri);
      return this;
    }

    /**
     * One option of the store or of one of its configured layers.
     *
     * @param key its name
     * @param value its text; empty for not given
     * @return this builder
     */
    public Builder option(String key, String value) {
      config.option(key, value);
      return this;
    }

    /**
     * A layer around the configured store and its layers, inside of those given before: the first
     * one given is the outermost.
     *
     * @param layer puts the layer around a store; when it fails it leaves nothing open of its own
     * @return this builder
     */
    public Builder layer(Layer layer) {
      layers.add(layer);
      return this;
    }

    /**
     * Opens the store.
     *
     * @return a store, to be closed by the caller
     * @throws ConfigurationException if a part of the configuration is unknown, missing or wrong
     */
    public FileStore open() {
      return around(FileStores.open(config.build()), layers);
    }
  }
}
