package dev.coffer.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the reference page of all options from their declarations. */
final class OptionsPage {
  /** How each table begins, and nothing else on a page. */
  static final String TABLE_HEAD =
      "| Option | Kind | Default | Environment | Meaning |\n|---|---|---|---|---|\n";

  private static final String INTRODUCTION =
      """
      # Options

      This page is written from the declarations in the code, and a test holds the two equal.
      After a change: `./mvnw -pl documentation -am verify -Dtest=OptionsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dupdate.docs=true`.

      ## Where an option is given

      The first of these that gives a value wins:

      1. `FileStoreConfig.builder().option("name", "value")`
      2. a parameter of the URI: `scheme:path?name=value&name=value`
      3. an environment variable of the option
      4. its default

      An empty value counts as not given. A name that the type of store does not know is refused;
      so is a value that does not fit. A secret is refused in a URI.

      ## Where a store is

      | Environment variable | Builder | Meaning |
      |---|---|---|
      | `FILE_STORE` | `type` | the type of store, in any letter case; default `local` |
      | `FILE_STORE_PATH` | `path` | `local`: a directory, created when it is missing; `memory`: the name of a store that the process shares; `s3`: `bucket` or `bucket/prefix` |
      | `FILE_STORE_WEB_HOOK_URL` | `webHookUrl` | the receiver of every change; needs the module `coffer-webhook` |

      They are read by `FileStores.fromEnvironment()` alone. A URI names type and path itself. Its
      path and its values are percent-decoded once; a path from elsewhere is taken as it is. A
      leading `~/` is the home directory, a directory named `~` is `./~`. A relative path
      (`file:./data`, `file:data`) starts at the working directory of the process.

      ## How a value is written

      | Kind | Form |
      |---|---|
      | text | any text |
      | secret | any text; never shown |
      | boolean | `true`, `1`, `yes`, `on` or `false`, `0`, `no`, `off`, in any letter case |
      | integer | a whole number, not negative |
      | size | bytes, or a number and `KiB`, `MiB`, `GiB`, `TiB` |
      | duration | a number and `ms`, `s`, `m`, `h`, `d`, or ISO 8601 (`PT1M30S`) |
      | choice | one of the words named, in any letter case |
      """;

  private OptionsPage() {}

  static String of(List<FileStoreProvider> providers) {
    return providers.stream()
        .map(OptionsPage::section)
        .collect(Collectors.joining("\n", INTRODUCTION + "\n", ""));
  }

  private static String section(FileStoreProvider provider) {
    String schemes =
        provider.schemes().stream()
            .sorted()
            .map(scheme -> "`" + scheme + ":`")
            .collect(Collectors.joining(", "));
    return """
    ## Type `%s`, scheme %s

    %s
    """
        .formatted(provider.type(), schemes, table(provider));
  }

  /** The options of one type. */
  static String table(FileStoreProvider provider) {
    return TABLE_HEAD
        + provider.options().stream().map(OptionsPage::row).collect(Collectors.joining("\n"));
  }

  private static String row(Option<?> option) {
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(
            option.name(),
            kind(option),
            option.defaultText().map(text -> "`" + text + "`").orElse("–"),
            code(option.variables()),
            option.help());
  }

  private static String kind(Option<?> option) {
    String kind = option.kind().name().toLowerCase(Locale.ROOT);
    return option.choices().isEmpty() ? kind : kind + ": " + code(option.choices());
  }

  private static String code(List<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }
}
