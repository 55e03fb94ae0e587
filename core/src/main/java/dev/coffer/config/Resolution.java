package dev.coffer.config;

import dev.coffer.ConfigurationException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what a configuration comes to: the provider, the path and the value of each option. */
final class Resolution {
  private static final String WEBHOOK = "coffer-webhook";

  private final Providers providers;
  private final FileStoreConfig config;
  private final @Nullable StoreUri uri;
  private final FileStoreProvider provider;

  private Resolution(Providers providers, FileStoreConfig config) {
    this.providers = providers;
    this.config = config;
    this.uri = config.uri().map(StoreUri::parse).orElse(null);
    this.provider =
        uri == null
            ? providers.ofType(Values.lower(config.type().text()))
            : providers.ofScheme(uri.scheme());
  }

  static Settings of(FileStoreConfig config) {
    return new Resolution(new Providers(), config).settings();
  }

  private Settings settings() {
    refuseWebHook();
    refuseUnknown(config.options().keySet());
    refuseUnknown(parameters().keySet());
    refuseSecretsInUri();
    return new Settings(
        provider,
        path().map(this::atHome).orElse(null),
        uri == null || uri.authority().isEmpty() ? null : uri.authority(),
        values());
  }

  private Map<String, String> parameters() {
    return uri == null ? Map.of() : uri.parameters();
  }

  private Optional<Given> path() {
    return uri == null ? config.path() : Given.of(uri.place(), Source.URI);
  }

  private Given atHome(Given path) {
    boolean literal = !path.text().equals("~") && !path.text().startsWith("~/");
    if (literal || (uri != null && !uri.authority().isEmpty())) {
      return path;
    }
    String home = System.getProperty("user.home", "");
    if (!Path.of(home).isAbsolute()) {
      throw Wrong.forStore(
          provider.type(), "the home directory '~' is not known here; give an absolute path", null);
    }
    return new Given(home + path.text().substring(1), path.source());
  }

  private Map<String, Given> values() {
    Map<String, Given> values = new LinkedHashMap<>();
    for (Option<?> option : provider.options()) {
      value(option).ifPresent(given -> values.put(option.name(), given));
    }
    return values;
  }

  /** The first that gives a value wins; one that cannot be read is an error, used or not. */
  private Optional<Given> value(Option<?> option) {
    Optional<Given> value =
        Stream.of(
                Stream.of(Given.of(config.options().get(option.name()), Source.OPTION)),
                Stream.of(Given.of(parameters().get(option.name()), Source.URI)),
                option.variables().stream().map(name -> Given.variable(config.environment(), name)),
                Stream.of(Given.of(option.defaultText().orElse(null), Source.DEFAULT)))
            .flatMap(given -> given)
            .flatMap(Optional::stream)
            .findFirst();
    value.ifPresent(given -> option.read(given, provider.type()));
    return value;
  }

  /** A receiver that would hear nothing is worse than none: without its module it is refused. */
  private void refuseWebHook() {
    config
        .webHook()
        .or(() -> Given.variable(config.environment(), "COFFER_WEBHOOK_URL"))
        .ifPresent(
            given -> {
              String what = "the web hook's URL (" + given.source() + ")";
              throw wrong(Providers.missing(what, WEBHOOK));
            });
  }

  private void refuseUnknown(Set<String> names) {
    List<String> known = provider.options().stream().map(Option::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw wrong(unknown(name, known));
      }
    }
  }

  private String unknown(String name, List<String> known) {
    if (name.startsWith("webhook.")) {
      return Providers.missing("the option " + Wrong.quoted(name), WEBHOOK);
    }
    String elsewhere =
        providers
            .typeWithOption(name)
            .map(type -> " (it belongs to the type " + type + ")")
            .orElse("");
    return "unknown option " + Wrong.quoted(name) + elsewhere + Nearest.hint(name, known);
  }

  private void refuseSecretsInUri() {
    for (Option<?> option : provider.options()) {
      if (option.kind() == Option.Kind.SECRET && parameters().containsKey(option.name())) {
        throw wrong(
            "the URI holds the secret '%s'; give it by option(…) or by %s"
                .formatted(option.name(), String.join(" or ", option.variables())));
      }
    }
  }

  private ConfigurationException wrong(String hint) {
    return Wrong.forStore(provider.type(), hint, null);
  }
}
