package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.text.Suggestions;
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
    refuseUnknown();
    refuseSecretsInUri();
    refuseEmpty();
    StateDirectory state = state();
    List<ConfiguredLayer> on =
        layers.all().stream()
            .filter(layer -> !beside || isGiven(layer))
            .flatMap(layer -> layer(layer, state).stream())
            .toList();
    String order = value(StoreOptions.LAYERS).map(Setting::value).orElse("");
    return new Assembly(
        provider, backEnd(state), LayerOrder.of(layers, on, order, provider.type()));
  }

  private Settings backEnd(StateDirectory state) {
    return new Settings(
        provider.type(),
        provider.type(),
        provider.options(),
        path().map(this::atHome).orElse(null),
        uri == null || uri.authority().isEmpty() ? null : uri.authority(),
        values(provider.options()),
        state,
        config.environment());
  }

  private Optional<ConfiguredLayer> layer(LayerProvider found, StateDirectory state) {
    List<Option<?>> options = found.options();
    Settings settings =
        new Settings(
            provider.type(),
            found.name(),
            options,
            null,
            null,
            values(options),
            state,
            config.environment());
    return found.layer(settings).map(layer -> new ConfiguredLayer(found, settings, layer));
  }

  private StateDirectory state() {
    boolean local = provider.type().equals("local");
    String root = local ? path().map(this::atHome).map(Setting::value).orElse("") : "";
    Setting given = value(StoreOptions.STATE).orElseThrow();
    StateDirectory unnamed = new StateDirectory(given, provider.type(), "", root);
    return unnamed.named(provider.identity(backEnd(unnamed)));
  }

  private Optional<Setting> path() {
    return uri == null ? config.path() : Setting.of("path", uri.place(), Setting.URI);
  }

  private Setting atHome(Setting path) {
    return uri != null && !uri.authority().isEmpty()
        ? path
        : new Setting(path.name(), Home.expand(path.value(), provider.type()), path.source());
  }

  private Map<String, Setting> values(List<Option<?>> options) {
    Map<String, Setting> values = new LinkedHashMap<>();
    for (Option<?> option : options) {
      value(option).ifPresent(given -> values.put(option.name(), given));
    }
    return values;
  }

  /** A value that cannot be read is an error, used or not. */
  private Optional<Setting> value(Option<?> option) {
    Optional<Setting> value = sources.find(option);
    value.ifPresent(given -> option.read(given, provider.type()));
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
    if (sources.names().isEmpty()) {
      return;
    }
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
