package dev.coffer.config;

import dev.coffer.ConfigurationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Resolves a configuration: the back end, the layers, and the value of each option. */
final class Resolution {
  private final ServiceRegistry<FileStoreProvider> backEnds = ServiceRegistry.backEnds();
  private final ServiceRegistry<LayerProvider> layers = ServiceRegistry.layers();
  private final FileStoreConfig config;
  private final boolean beside;
  private final @Nullable StoreUri uri;
  private final OptionSources sources;
  private final FileStoreProvider provider;

  private Resolution(FileStoreConfig config, boolean beside) {
    this.config = config;
    this.beside = beside;
    this.uri = config.uri().map(StoreUri::parse).orElse(null);
    this.sources = new OptionSources(config, uri == null ? Map.of() : uri.parameters());
    this.provider =
        uri == null
            ? ofType(Values.lower(config.type()))
            : backEnds.require(ServiceRegistry.SCHEME, uri.scheme());
  }

  private FileStoreProvider ofType(String type) {
    if (backEnds.find(ServiceRegistry.TYPE, type).isEmpty()) {
      backEnds
          .find(ServiceRegistry.SCHEME, type)
          .ifPresent(
              found -> {
                throw ConfigurationErrors.of(
                    "'%s' is a scheme of URIs; the type is '%s'".formatted(type, found.type()));
              });
    }
    return backEnds.require(ServiceRegistry.TYPE, type);
  }

  static Assembly of(FileStoreConfig config) {
    return new Resolution(config, false).assembly();
  }

  /**
   * As {@link #of}, for a store beside another one: the environment and the defaults, which are
   * meant for that one, put no layers around it.
   */
  static Assembly beside(FileStoreConfig config) {
    return new Resolution(config, true).assembly();
  }

  private Assembly assembly() {
    refuseWebHook();
    if (!sources.names().isEmpty()) {
      refuseUnknown();
      refuseSecretsInUri();
      refuseEmpty();
    }
    return new Assembly(provider, backEnd(), ordered(enabledLayers()));
  }

  private Settings backEnd() {
    List<Option<?>> options = provider.options();
    String authority = uri == null || uri.authority().isEmpty() ? null : uri.authority();
    return new Settings(this, provider.type(), options, path(), authority, values(options));
  }

  private List<ConfiguredLayer> enabledLayers() {
    List<ConfiguredLayer> enabled = new ArrayList<>();
    for (LayerProvider layer : layers.all()) {
      if (!beside || isGiven(layer)) {
        layer(layer).ifPresent(enabled::add);
      }
    }
    return enabled;
  }

  private Optional<ConfiguredLayer> layer(LayerProvider found) {
    List<Option<?>> options = found.options();
    Settings settings = new Settings(this, found.name(), options, null, null, values(options));
    return found.layer(settings).map(layer -> new ConfiguredLayer(found, settings, layer));
  }

  private List<ConfiguredLayer> ordered(List<ConfiguredLayer> enabled) {
    String names = value(StoreOptions.LAYERS).map(Setting::value).orElse("");
    return names.isEmpty() && enabled.size() < 2
        ? enabled
        : LayerOrder.of(layers, enabled, names, provider.type());
  }

  String type() {
    return provider.type();
  }

  Map<String, String> environment() {
    return config.environment();
  }

  /** Where the layers of the store keep files of their own. */
  StateDirectory state() {
    Setting given = value(StoreOptions.STATE).orElseThrow();
    Setting path = path();
    String root = provider.type().equals("local") && path != null ? path.value() : "";
    return new StateDirectory(given, provider.type(), provider.identity(backEnd()), root);
  }

  private @Nullable Setting path() {
    if (uri == null) {
      return config.path().map(this::atHome).orElse(null);
    }
    Optional<Setting> place = Setting.of("path", uri.place(), Setting.URI);
    return (uri.authority().isEmpty() ? place.map(this::atHome) : place).orElse(null);
  }

  private Setting atHome(Setting path) {
    return path.value().startsWith("~")
        ? new Setting(path.name(), Home.expand(path.value(), provider.type()), path.source())
        : path;
  }

  private Map<String, Setting> values(List<Option<?>> options) {
    Map<String, Setting> values = new LinkedHashMap<>();
    for (Option<?> option : options) {
      Optional<Setting> value = value(option);
      if (value.isPresent()) {
        values.put(option.name(), value.get());
      }
    }
    return values;
  }

  /** A value that cannot be read is an error, used or not. */
  private Optional<Setting> value(Option<?> option) {
    Optional<Setting> value = sources.find(option);
    if (value.isPresent()) {
      option.read(value.get(), provider.type());
    }
    return value;
  }

  private boolean isGiven(LayerProvider layer) {
    return layer.options().stream().anyMatch(option -> sources.explicit(option).isPresent());
  }

  /**
   * A receiver that would never be notified is worse than none: without its module it is refused.
   */
  private void refuseWebHook() {
    String option = FileStoreConfig.WEBHOOK_URL;
    Optional<Setting> url = config.named(option).or(() -> sources.variable(option));
    if (url.isPresent() && layerOptions().map(Option::name).noneMatch(option::equals)) {
      throw wrong(
          OptionalModules.hint(
              "the web hook's URL (" + url.get().source() + ")", "coffer-webhook"));
    }
  }

  private void refuseUnknown() {
    Map<String, String> known = new TreeMap<>();
    knownOptions().forEach(option -> known.put(OptionName.key(option.name()), option.name()));
    for (String name : sources.names()) {
      if (!known.containsKey(OptionName.key(name))) {
        throw wrong(unknown(name, known.values()));
      }
    }
  }

  private Stream<Option<?>> knownOptions() {
    return Stream.of(provider.options().stream(), layerOptions(), StoreOptions.ALL.stream())
        .flatMap(options -> options);
  }

  private Stream<Option<?>> layerOptions() {
    return layers.all().stream().flatMap(layer -> layer.options().stream());
  }

  private String unknown(String name, Collection<String> known) {
    String quoted = ConfigurationErrors.quoted(name);
    return OptionalModules.withOption(name)
        .map(module -> OptionalModules.hint("the option " + quoted, module))
        .orElseGet(
            () -> "unknown option " + quoted + elsewhere(name) + Suggestions.hint(name, known));
  }

  private String elsewhere(String name) {
    return backEnds.all().stream()
        .filter(each -> each.options().stream().map(Option::name).anyMatch(OptionName.sameAs(name)))
        .map(each -> " (it belongs to the type " + each.type() + ")")
        .findFirst()
        .orElse("");
  }

  private void refuseSecretsInUri() {
    knownOptions()
        .filter(option -> option.kind() == Option.Kind.SECRET && sources.inUri(option))
        .forEach(
            option -> {
              throw wrong(
                  "the URI holds the secret '%s'; give it by option(…) or by %s"
                      .formatted(option.name(), String.join(" or ", option.variables())));
            });
  }

  private void refuseEmpty() {
    knownOptions()
        .filter(option -> option.ifEmpty().isPresent() && sources.isEmpty(option))
        .forEach(
            option -> {
              throw wrong(option.name() + " is empty: write " + option.ifEmpty().get());
            });
  }

  private ConfigurationException wrong(String hint) {
    return ConfigurationErrors.forStore(provider.type(), hint, null);
  }
}
