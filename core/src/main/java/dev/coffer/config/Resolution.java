package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.FilePath;
import dev.coffer.text.Suggestions;
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
  /** The options that name receivers of events. */
  private static final List<String> RECEIVERS =
      List.of(
          FileStoreConfig.WEBHOOK_URL,
          "events.kafka.servers",
          "events.nats.url",
          "events.redis.url");

  private final ServiceRegistry<FileStoreProvider> backEnds = ServiceRegistry.backEnds();
  private final ServiceRegistry<LayerProvider> layers = ServiceRegistry.layers();
  private final FileStoreConfig config;
  private final @Nullable Resolution outer;
  private final @Nullable StoreUri uri;
  private final OptionSources sources;
  private final FileStoreProvider provider;

  private Resolution(FileStoreConfig config, @Nullable Resolution outer) {
    this.config = config;
    this.outer = outer;
    this.uri = config.uri().isPresent() ? parse(config, config.uri().get()) : null;
    this.sources = new OptionSources(config, uri == null ? Map.of() : uri.parameters());
    this.provider = uri == null ? ofType(config.type()) : ofScheme(uri.scheme());
  }

  private static StoreUri parse(FileStoreConfig config, Setting uri) {
    return StoreUri.parse(uri, config.label("a file store"));
  }

  private FileStoreProvider ofScheme(String scheme) {
    Optional<FileStoreProvider> found = backEnds.find(ServiceRegistry.SCHEME, scheme);
    if (found.isEmpty()) {
      String hint = backEnds.unknown(ServiceRegistry.SCHEME, scheme);
      throw ConfigurationErrors.forStore(
          config.label("a file store"), config.uri().orElseThrow().explain(hint), null);
    }
    return found.get();
  }

  private FileStoreProvider ofType(Setting type) {
    String name = ValueParser.lower(type.value());
    Optional<FileStoreProvider> found = backEnds.find(ServiceRegistry.TYPE, name);
    if (found.isEmpty()) {
      throw ConfigurationErrors.of(type.explain(unknownType(name)));
    }
    return found.get();
  }

  private String unknownType(String name) {
    Optional<FileStoreProvider> named = backEnds.find(ServiceRegistry.SCHEME, name);
    return named.isPresent()
        ? "'%s' is a scheme of URIs; the type is '%s'".formatted(name, named.get().type())
        : backEnds.unknown(ServiceRegistry.TYPE, name);
  }

  static Assembly of(FileStoreConfig config) {
    return resolve(config, null).assembly();
  }

  /**
   * As {@link #of}, for a store beside another one: the environment and the defaults, which are
   * meant for that one, put no layers around it.
   */
  static Assembly beside(FileStoreConfig config, Resolution outer) {
    return resolve(config, outer).assembly();
  }

  private static Resolution resolve(FileStoreConfig config, @Nullable Resolution outer) {
    FileStoreConfig whole =
        config.isReference() ? NamedStores.resolve(config, config.uri().orElseThrow()) : config;
    Resolution resolution = new Resolution(whole, outer);
    resolution.refuseCircle();
    return resolution;
  }

  /** Refuses a store that needs another store, which needs the first one. */
  private void refuseCircle() {
    if (config.name().isEmpty()) {
      return;
    }
    for (Resolution each = outer; each != null; each = each.outer) {
      if (each.config.name().equals(config.name())) {
        throw wrong("the store is needed to open itself: name another one in its options");
      }
    }
  }

  private Assembly assembly() {
    refuseReceivers();
    if (!sources.own().isEmpty()) {
      refuseUnknown();
      refuseSecretsInUri();
      refuseEmpty();
    }
    if (!sources.variables().isEmpty()) {
      MistypedVariables.warn(sources.variables(), knownOptions().toList(), this::optionsOfOthers);
    }
    List<Setting> general = List.copyOf(values(StoreOptions.ALL).values());
    return new Assembly(provider, backEnd(), ordered(enabledLayers()), general);
  }

  private Settings backEnd() {
    List<Option<?>> options = provider.options();
    String authority = uri == null || uri.authority().isEmpty() ? null : uri.authority();
    return new Settings(this, provider.type(), options, path(), authority, values(options));
  }

  private List<ConfiguredLayer> enabledLayers() {
    List<ConfiguredLayer> enabled = new ArrayList<>();
    for (LayerProvider layer : layers.all()) {
      if (outer == null || isGiven(layer)) {
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
        : LayerOrder.of(layers, enabled, names, label());
  }

  String type() {
    return provider.type();
  }

  /** What errors call the store. */
  String label() {
    return config.label(provider.type());
  }

  Map<String, String> environment() {
    return config.environment();
  }

  /** Where the layers of the store keep files of their own. */
  StateDirectory state() {
    Setting given =
        value(StoreOptions.STATE)
            .filter(state -> !StoreOptions.isStore(state))
            .or(() -> Setting.ofDefault(StoreOptions.STATE))
            .orElseThrow();
    Setting path = path();
    String root = provider.type().equals("local") && path != null ? path.value() : "";
    return new StateDirectory(
        given, provider.type(), provider.identity(backEnd()), config.name(), root);
  }

  /** Whether what one process at a time may do has a lease in the store. */
  boolean isLeased() {
    return value(StoreOptions.STATE).filter(StoreOptions::isStore).isPresent();
  }

  /** What distinguishes the store from all others; empty if it ends with the process. */
  Optional<String> identity() {
    return provider.type().equals("memory")
        ? Optional.empty()
        : Optional.of(provider.identity(backEnd()));
  }

  /**
   * Returns whether a store beside this one shares files with it. What the layers of this store see
   * is the whole of it, whatever its scope.
   */
  boolean overlaps(FileStoreConfig other) {
    Resolution beside = resolve(other, this);
    Optional<StorePlace> there = beside.identity().map(it -> StorePlace.of(it, beside.scope()));
    return identity()
        .map(identity -> StorePlace.of(identity, ""))
        .filter(here -> there.filter(here::overlaps).isPresent())
        .isPresent();
  }

  private String scope() {
    return sources
        .explicit(ScopedProvider.SCOPE)
        .map(scope -> FilePath.of(scope.value()).toString())
        .orElse("");
  }

  private @Nullable Setting path() {
    if (uri == null) {
      return config.path().map(this::atHome).orElse(null);
    }
    String source = config.uri().orElseThrow().source();
    Optional<Setting> place = Setting.of("path", uri.place(), source);
    return (uri.authority().isEmpty() ? place.map(this::atHome) : place).orElse(null);
  }

  private Setting atHome(Setting path) {
    return path.value().startsWith("~")
        ? new Setting(path.name(), Home.expand(path.value(), label()), path.source())
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

  /** A value that cannot be read is an error, used or not; a default has been read before. */
  private Optional<Setting> value(Option<?> option) {
    Optional<Setting> value =
        isOfOtherCredentials(option) ? sources.explicit(option) : sources.find(option);
    if (value.isPresent() && !value.get().isDefault()) {
      option.read(value.get(), label());
    }
    return value;
  }

  /**
   * Credentials are the secrets of a back end together: if this store has one of its own, those of
   * the environment belong to another account.
   */
  private boolean isOfOtherCredentials(Option<?> option) {
    return option.kind() == Option.Kind.SECRET
        && provider.options().contains(option)
        && provider.options().stream()
            .anyMatch(
                each -> each.kind() == Option.Kind.SECRET && sources.explicit(each).isPresent());
  }

  private boolean isGiven(LayerProvider layer) {
    return layer.options().stream().anyMatch(option -> sources.explicit(option).isPresent());
  }

  /**
   * A receiver that would never be notified is worse than none: without its module it is refused.
   */
  private void refuseReceivers() {
    for (String option : RECEIVERS) {
      Optional<Setting> given = config.named(option).or(() -> sources.variable(option));
      if (given.isPresent() && layerOptions().map(Option::name).noneMatch(option::equals)) {
        throw wrong(OptionalModules.receiverHint(option, given.get().source()));
      }
    }
  }

  private void refuseUnknown() {
    Map<String, String> known = new TreeMap<>();
    knownOptions().forEach(option -> known.put(OptionName.key(option.name()), option.name()));
    for (Setting given : sources.own()) {
      if (!known.containsKey(OptionName.key(given.name()))) {
        throw wrong(given.explain(unknown(given.name(), known.values())));
      }
    }
  }

  private Stream<Option<?>> knownOptions() {
    return Stream.of(provider.options().stream(), layerOptions(), StoreOptions.ALL.stream())
        .flatMap(options -> options);
  }

  private List<Option<?>> optionsOfOthers() {
    List<Option<?>> options = new ArrayList<>();
    backEnds.all().forEach(each -> options.addAll(each.options()));
    return options;
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
        .filter(option -> option.kind() == Option.Kind.SECRET)
        .forEach(option -> sources.inUri(option).ifPresent(uri -> refuseInUri(option, uri)));
  }

  private void refuseInUri(Option<?> option, Setting given) {
    String place = config.name().isPresent() ? "as an option of its own" : "by option(…)";
    throw wrong(
        given.explain(
            "the URI holds the secret '%s'; give it %s or by %s"
                .formatted(option.name(), place, String.join(" or ", option.variables()))));
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
    return ConfigurationErrors.forStore(label(), hint, null);
  }
}
