package dev.coffer.fakegcs;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The parameters of a request. The last of repeated parameters counts. */
final class Query {
  private final Map<String, String> parameters = new LinkedHashMap<>();

  /** Parses a query or a form. */
  Query(String text) {
    for (String parameter : text.split("&", -1)) {
      int equals = parameter.indexOf('=');
      if (!parameter.isEmpty()) {
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        parameters.put(decoded(name), equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
      }
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  String required(String name) {
    return get(name).filter(value -> !value.isEmpty()).orElseThrow(() -> Refusal.required(name));
  }

  boolean is(String name) {
    return get(name).filter("true"::equals).isPresent();
  }

  /** An int64. */
  OptionalLong number(String name) {
    return get(name).map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
  }
}
