package dev.coffer.app;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Completion for zsh: to be sourced, or to be found as {@code _coffer} on its path. */
final class ZshScript {
  private static final String HEAD =
      """
      #compdef coffer
      # Completion of coffer for zsh, made by: coffer completion zsh
      _coffer_stores() {
        local -a names
        names=(${(f)"$(coffer stores names 2>/dev/null)"})
        compadd -a names
      }
      _coffer_words() {
        if [[ $PREFIX == @* ]]; then _coffer_stores
        elif (( $# )); then compadd -- "$@"
        else _files
        fi
      }
      _coffer() {
        local state line
        local -a verbs
        verbs=(
      """;

  private static final String FOOT =
      """
              *) _files ;;
            esac
            ;;
        esac
      }
      if [[ $funcstack[1] == _coffer ]]; then _coffer "$@"; else compdef _coffer coffer; fi
      """;

  private ZshScript() {}

  static String of(List<Usage> verbs) {
    StringBuilder script = new StringBuilder(HEAD);
    for (Usage verb : verbs) {
      script.append("    ").append(quoted(verb.name() + ":" + verb.summary())).append('\n');
    }
    script.append("  )\n  _arguments -C ").append(options(Stream.of(VerbOption.VERSION)));
    script.append(" '1:verb:->verb' '*::word:->words'\n");
    script.append("  case $state in\n    verb) _describe verb verbs ;;\n");
    script.append("    words)\n      case $words[1] in\n");
    for (Usage verb : verbs) {
      script.append("        ").append(verb.name()).append(") _arguments ");
      script.append(options(verb.flags().stream())).append(words(verb)).append(" ;;\n");
    }
    return script.append(FOOT).toString();
  }

  private static String options(Stream<VerbOption> own) {
    return Stream.concat(own, VerbOption.OF_ALL.stream())
        .map(ZshScript::option)
        .collect(Collectors.joining(" "));
  }

  private static String option(VerbOption flag) {
    String text = flag.help().replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
    String stores = flag.equals(VerbOption.STORE) ? " _coffer_stores" : "";
    String value = flag.value() == null ? "" : ":" + flag.value() + ":" + stores;
    return quoted(flag.name() + "[" + text + "]" + value);
  }

  private static String words(Usage verb) {
    List<String> choices =
        verb.places().stream().flatMap(place -> place.choices().stream()).toList();
    return choices.isEmpty()
        ? " '*:file: _coffer_words'"
        : " '*:word: _coffer_words " + String.join(" ", choices) + "'";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
