package dev.coffer.config;

import dev.coffer.text.Suggestions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Environment variables that no option has, but that resemble one that an option has. They are no
 * error, since the environment is not of one store alone; a line of the log names each once.
 */
final class MistypedVariables {
  private static final Logger LOG = LoggerFactory.getLogger(FileStores.class);
  private static final Set<String> NAMED = ConcurrentHashMap.newKeySet();

  /** The most letters that are too many or missing. */
  private static final int MOST = 2;

  private MistypedVariables() {}

  /**
   * Names those that resemble a variable of the store.
   *
   * @param variables the names of those that may belong to options
   * @param options the options of the store
   * @param others the options of all kinds of stores; they are loaded only if need be
   */
  static void warn(
      Collection<String> variables, List<Option<?>> options, Supplier<List<Option<?>>> others) {
    for (String variable : variables) {
      Optional<String> nearest =
          belongsTo(options, variable) ? Optional.empty() : nearest(variable, options);
      if (nearest.isPresent() && !belongsTo(others.get(), variable) && NAMED.add(variable)) {
        LOG.warn("{} sets no option: did you mean {}?", variable, nearest.get());
      }
    }
  }

  /** The beginning of a name is no mistake: the variable may be that of another program. */
  private static Optional<String> nearest(String variable, List<Option<?>> options) {
    String name = OptionName.withoutPrefix(variable);
    List<String> known =
        options.stream()
            .map(option -> OptionName.withoutPrefix(OptionName.variable(option.name())))
            .filter(each -> Math.abs(each.length() - name.length()) <= MOST)
            .toList();
    return Suggestions.to(name, known).map(OptionName::variable);
  }

  private static boolean belongsTo(Collection<Option<?>> options, String variable) {
    return options.stream()
        .anyMatch(
            option ->
                OptionName.isVariableOf(variable, option.name())
                    || option.variables().contains(variable));
  }
}
