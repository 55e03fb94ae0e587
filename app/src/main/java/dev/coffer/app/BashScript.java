package dev.coffer.app;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Completion for bash. Where it has nothing to offer, bash offers files. */
final class BashScript {
  /** The line is split again: bash's own words end at a colon, as every URI has one. */
  private static final String HEAD =
      """
      # Completion of coffer for bash, made by: coffer completion bash
      _coffer() {
        local line=${COMP_LINE:0:COMP_POINT} cur= verb= words= i
        local -a typed
        read -ra typed <<<"$line"
        case $line in *[[:space:]]) ;; *) cur=${typed[-1]}; unset 'typed[-1]' ;; esac
        for ((i = 1; i < ${#typed[@]}; i++)); do
          case ${typed[i]} in
            --store) ((i++)) ;;
            -*) ;;
            *) verb=${typed[i]}; break ;;
          esac
        done
        case $verb in
      """;

  private static final String FOOT =
      """
          *) ;;
        esac
        COMPREPLY=()
        local store=${cur#--store=}
        if [[ $store == @* ]]; then
          words=$("${typed[0]}" stores names 2>/dev/null)
          COMPREPLY=($(compgen -W "$words" -- "$store"))
          return
        fi
        if [[ $cur == -* || -z $verb || $words != -* ]]; then
          COMPREPLY=($(compgen -W "$words" -- "$cur"))
        fi
      }
      complete -o default -F _coffer coffer ./coffer
      """;

  private BashScript() {}

  static String of(List<Usage> verbs) {
    StringBuilder script = new StringBuilder(HEAD);
    Stream<String> first =
        Stream.concat(
            verbs.stream().map(Usage::name), names(VerbOption.OF_ALL, List.of(VerbOption.VERSION)));
    script
        .append("    '') words='")
        .append(first.collect(Collectors.joining(" ")))
        .append("' ;;\n");
    for (Usage verb : verbs) {
      // Choices come first: a script that sees an option first offers files.
      Stream<String> choices = verb.places().stream().flatMap(place -> place.choices().stream());
      String words =
          Stream.concat(choices, names(verb.flags(), VerbOption.OF_ALL))
              .collect(Collectors.joining(" "));
      script.append("    ").append(verb.name()).append(") words='").append(words).append("' ;;\n");
    }
    return script.append(FOOT).toString();
  }

  private static Stream<String> names(List<VerbOption> some, List<VerbOption> more) {
    return Stream.concat(some.stream(), more.stream()).map(VerbOption::name);
  }
}
