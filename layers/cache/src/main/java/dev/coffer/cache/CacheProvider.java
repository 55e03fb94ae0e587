package dev.coffer.cache;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.Layer;
import dev.coffer.config.LayerProvider;
import dev.coffer.config.Option;
import dev.coffer.config.Position;
import dev.coffer.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Provides a layer that keeps files in memory. */
public final class CacheProvider implements LayerProvider {
  private static final Option<Long> CACHE =
      Option.size("cache", "The most bytes of files that are kept in memory to be read again.");
  private static final Option<String> DISK =
      Option.text(
          "cache.disk",
          "A directory for cached files that memory has no room for, and for the next process, and"
              + " its size: DIR,10GiB. One process at a time uses it. Without cache, memory has"
              + " 64 MiB.");
  private static final Option<Long> MAX_FILE =
      Option.size(
          "cache.max-file",
          "The size of the largest file that is cached; by default 1 MiB, or the size of the cache"
              + " if that is smaller.");
  private static final Option<Duration> TTL =
      Option.duration(
          "cache.ttl",
          "How long a cached file is served without asking the store; by default 60s. Changes of"
              + " this process are seen at once.");
  private static final Option<CacheOptions.Freshness> VALIDATE =
      Option.choice(
          "cache.validate",
          CacheOptions.Freshness.class,
          "When a cached file is checked against the store: after cache.ttl, which is the default,"
              + " or at each read.");

  private @Nullable List<SharedCacheProvider> providers;

  /** Creates the provider; called by the service loader. */
  public CacheProvider() {}

  @Override
  public String name() {
    return "cache";
  }

  @Override
  public Position position() {
    return Position.CACHE;
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(List.of(CACHE, DISK, MAX_FILE, TTL, VALIDATE));
    providers().forEach(provider -> options.addAll(provider.options()));
    return List.copyOf(options);
  }

  /** Returns the providers, which are looked up once. */
  private List<SharedCacheProvider> providers() {
    if (providers == null) {
      providers = found();
    }
    return providers;
  }

  private static List<SharedCacheProvider> found() {
    try {
      return ServiceLoader.load(SharedCacheProvider.class).stream()
          .map(ServiceLoader.Provider::get)
          .toList();
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new ConfigurationException(
          new ErrorContext("open", "", "a file store"),
          "a kind of shared cache on the class path cannot be loaded: " + e.getMessage(),
          e);
    }
  }

  private Optional<SharedCache.Access> shared(Settings settings) {
    return providers().stream().flatMap(provider -> provider.access(settings).stream()).findFirst();
  }

  @Override
  public Optional<Layer> layer(Settings settings) {
    Optional<SharedCache.Access> shared = shared(settings);
    if (settings.find(CACHE).isEmpty() && settings.find(DISK).isEmpty() && shared.isEmpty()) {
      refuseIdle(settings);
      return Optional.empty();
    }
    CacheOptions options = options(settings, shared);
    return Optional.of(next -> new CachingFileStore(next, options));
  }

  private static CacheOptions options(Settings settings, Optional<SharedCache.Access> shared) {
    try {
      CacheOptions options =
          settings.find(CACHE).map(CacheOptions.DEFAULTS::maxSize).orElse(CacheOptions.DEFAULTS);
      return new CacheOptions(
          options.maxSize(),
          settings.find(MAX_FILE).orElse(options.maxFile()),
          settings.find(TTL).orElse(options.ttl()),
          settings.find(VALIDATE).orElse(options.freshness()),
          settings.find(DISK).map(text -> disk(text, settings)),
          shared);
    } catch (IllegalArgumentException e) {
      throw settings.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static DiskCacheOptions disk(String text, Settings settings) {
    int comma = text.lastIndexOf(',');
    if (comma < 1) {
      throw settings.wrong(DISK + " is " + text + "; it must be a directory and a size: DIR,10GiB");
    }
    String store =
        settings
            .storeIdentity()
            .orElseThrow(
                () -> settings.wrong(DISK + " has no use for a store that ends with the process"));
    return new DiskCacheOptions(
        settings.localPathApart(DISK, text.substring(0, comma)),
        size(text.substring(comma + 1), settings),
        store);
  }

  private static long size(String text, Settings settings) {
    try {
      return Option.sizeOf(text);
    } catch (IllegalArgumentException e) {
      throw settings.wrong(DISK + " has the size '" + text + "'; it must be " + e.getMessage());
    }
  }

  private static void refuseIdle(Settings settings) {
    for (Option<?> option : List.<Option<?>>of(MAX_FILE, TTL, VALIDATE)) {
      settings
          .setting(option)
          .ifPresent(
              idle -> {
                throw settings.wrong(idle + " has no effect without " + CACHE);
              });
    }
  }
}
