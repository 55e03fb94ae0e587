package dev.coffer.spring;

import dev.coffer.config.InstalledProviders;
import dev.coffer.config.Option;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/**
 * What editors know of the properties: written from the declarations of the options, as the
 * reference page of all options is.
 */
final class ConfigurationMetadata {
  private static final String STRING = "java.lang.String";
  private static final String BOOLEAN = "java.lang.Boolean";
  private static final String DURATION = "java.time.Duration";

  private ConfigurationMetadata() {}

  static String text() {
    Map<String, Object> all = new LinkedHashMap<>();
    List<Map<String, Object>> properties = new ArrayList<>(own());
    options().values().forEach(each -> properties.add(property(each)));
    all.put("properties", properties);
    all.put(
        "hints",
        options().values().stream()
            .filter(each -> !each.get(0).choices().isEmpty())
            .map(ConfigurationMetadata::hint)
            .toList());
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return JsonMapper.builder()
            .defaultPrettyPrinter(
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
            .build()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(all)
        + "\n";
  }

  /** The properties that are no options of a store. */
  private static List<Map<String, Object>> own() {
    return List.of(
        property(
            "coffer.uri", STRING, "The store of the bean 'fileStore', such as file:./data.", null),
        property("coffer.type", STRING, "The type of that store, in place of a URI.", null),
        property("coffer.path", STRING, "The place of that store, in place of a URI.", null),
        property("coffer.primary", BOOLEAN, "Whether that store is the primary one.", false),
        property("coffer.lazy", BOOLEAN, "Whether that store is opened by its first use.", false),
        property(
            "coffer.stores",
            "java.util.Map<java.lang.String,java.util.Map<java.lang.String,java.lang.String>>",
            "Stores by the names of their beans: 'uri' or 'type' and 'path', 'primary', 'lazy', and"
                + " each option that stands here below 'coffer'.",
            null),
        property(
            EventPublication.PROPERTY,
            BOOLEAN,
            "Whether changes of configured stores are application events.",
            false),
        property(
            ConfiguredStores.IN_MEMORY,
            BOOLEAN,
            "For tests: whether each configured store is an empty one in memory.",
            false),
        property(
            "management.health.coffer.enabled",
            BOOLEAN,
            "Whether the health of stores is shown.",
            true),
        property(
            "management.health.coffer.timeout",
            DURATION,
            "How long a store may take to answer.",
            "2s"),
        property(
            "management.health.coffer.time-to-live",
            DURATION,
            "How long an answer is kept before a store is asked again.",
            "5s"));
  }

  /** Back ends may have options of one name; their order on the class path is anybody's. */
  private static Map<String, List<Option<?>>> options() {
    Map<String, List<Option<?>>> options = new TreeMap<>();
    InstalledProviders.options()
        .forEach(each -> options.computeIfAbsent(each.name(), name -> new ArrayList<>()).add(each));
    options.values().forEach(each -> each.sort(Comparator.comparing(Option::help)));
    return options;
  }

  private static Map<String, Object> property(List<Option<?>> options) {
    Option<?> first = options.get(0);
    String help =
        String.join(" ", options.stream().map(Option::help).distinct().toList()).replace("`", "'");
    boolean same = options.stream().map(Option::defaultText).distinct().count() == 1;
    Optional<String> fallback = same ? first.defaultText() : Optional.empty();
    return property(
        "coffer." + first.name(),
        type(first),
        help,
        fallback.map(text -> value(first, text)).orElse(null));
  }

  private static Map<String, Object> property(
      String name, String type, String help, @Nullable Object fallback) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("name", name);
    property.put("type", type);
    property.put("description", help);
    if (fallback != null) {
      property.put("defaultValue", fallback);
    }
    return property;
  }

  private static String type(Option<?> option) {
    return switch (option.kind()) {
      case BOOLEAN -> BOOLEAN;
      case INTEGER -> "java.lang.Integer";
      case DURATION -> DURATION;
      default -> STRING;
    };
  }

  private static Object value(Option<?> option, String text) {
    return switch (option.kind()) {
      case BOOLEAN -> List.of("on", "true", "yes", "1").contains(text);
      case INTEGER -> Integer.valueOf(text);
      case DURATION -> requireSpringsForm(text);
      default -> text;
    };
  }

  private static String requireSpringsForm(String duration) {
    var unused = DurationStyle.detectAndParse(duration);
    return duration;
  }

  private static Map<String, Object> hint(List<Option<?>> options) {
    Map<String, Object> hint = new LinkedHashMap<>();
    hint.put("name", "coffer." + options.get(0).name());
    hint.put(
        "values",
        options.stream()
            .flatMap(each -> each.choices().stream())
            .distinct()
            .map(word -> Map.of("value", word))
            .toList());
    return hint;
  }

  static Stream<String> names() {
    return Stream.concat(
        own().stream().map(each -> String.valueOf(each.get("name"))),
        options().keySet().stream().map(each -> "coffer." + each));
  }
}
