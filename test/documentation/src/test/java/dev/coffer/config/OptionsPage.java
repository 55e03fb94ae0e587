package dev.coffer.config;

import java.util.Comparator;
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
      After a change: `./mvnw -pl test/documentation -am verify -Dtest=OptionsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dupdate.docs=true`.

      ## Where an option is given

      The first of these that gives a value wins:

      1. `FileStoreConfig.builder().option("name", "value")`
      2. a setting of a [named store](named-stores.md)
      3. a parameter of the URI: `scheme:path?name=value&name=value`
      4. an environment variable of the option
      5. its default

      In a name letter case and dashes do not count: `path-style`, `pathStyle` and `PATH_STYLE` are one
      option, and `COFFER_PATH_STYLE` and `COFFER_PATHSTYLE` one variable. Dots count. Two spellings with
      different values in one place are an error.

      An empty value counts as not given. A name that neither the type of store nor a layer knows is
      refused; so is a value that does not fit. A secret is refused in a URI. `coffer doctor` shows
      each value and where it came from. The environment is not of one store alone: there a name that
      nobody knows is left alone, and one that resembles that of an option is named in the log, once.

      The credentials of a back end come from one place: if one of its secrets is set for a store alone, none of the others is
      taken from the environment.

      ## Where a store is

      | URI | Store |
      |---|---|
      | `file:/var/data`, `file:./data`, `file:~/data` | a directory; one that is missing is made by the first write |
      | `memory:`, `memory:name` | a new, empty store in memory; the store of that name, shared in the process |
      | `s3://bucket/prefix?region=eu-west-1` | a bucket of Amazon S3, or of a server that speaks its protocol (`endpoint=…`) |
      | `gs://bucket/prefix` | a bucket of Google Cloud Storage, or of an emulator (`endpoint=…`) |
      | `@name`, `@name/directory` | a [named store](named-stores.md), or a directory of it |

      ```java
      FileStore fast = FileStores.open("file:./data?durability=file");
      FileStore announced = FileStores.open("file:./data?webhook.url=http://localhost:8080/changes&deadline=30s");
      FileStore built =
          FileStores.open(
              FileStoreConfig.builder().type("local").path("./data").option("durability", "none").build());
      FileStore fromVariables = FileStores.fromEnvironment();
      ```

      | Environment variable | Builder | Meaning |
      |---|---|---|
      | `FILE_STORE` | `type` | the type of store, in any letter case; default `local` |
      | `FILE_STORE_PATH` | `path` | `local`: a directory; one that is missing is made by the first write; `memory`: the name of a store that the process shares; `s3` and `google_cloud`: `bucket` or `bucket/prefix` |
      | `FILE_STORE_WEB_HOOK_URL` | `webHookUrl` | the receiver of every change: the option `webhook.url`; needs the module `coffer-webhook` |
      | `FILE_STORE_WEB_HOOK_HEADERS` | `webHookHeaders` | headers for it, as a JSON object: the option `webhook.headers` |
      | `FILE_STORE_WEB_HOOK_BATCH` | `webHookBatch` | whether changes are sent in batches: the option `webhook.batch` |

      They are read by `FileStores.fromEnvironment()` alone. A URI names type and path itself. Its
      path and its values are percent-decoded once; a path from elsewhere is taken as it is. A
      leading `~/` is the home directory, a directory named `~` is `./~`. A relative path
      (`file:./data`, `file:data`) starts at the working directory of the process.

      ## How a value is written

      | Kind | Form |
      |---|---|
      | text | any text |
      | secret | any text; never shown. `file:/run/secrets/key` is what stands in that file, as container platforms mount them; a line break at its end does not count; `env:VARIABLE` is the value of that environment variable. Both are for options and settings; `file:` is for variables too |
      | boolean | `true`, `1`, `yes`, `on` or `false`, `0`, `no`, `off`, in any letter case |
      | integer | a whole number, not negative |
      | size | bytes, or a number and `KiB`, `MiB`, `GiB`, `TiB` |
      | duration | a number and `ms`, `s`, `m`, `h`, `d`, or ISO 8601 (`PT1M30S`) |
      | choice | one of the words named, in any letter case |
      """;

  private static final String LAYERS =
      """
      # Layers

      A store is a back end with layers around it. An option of a layer switches it on or says how it
      works, whatever the type of store. A call goes through the layers in this order, unless `layers`
      says otherwise; an order that cannot work is refused with the reason.
      """;

  private OptionsPage() {}

  static String of(List<FileStoreProvider> backEnds, List<LayerProvider> layers) {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    page.append(section("Every store", StoreOptions.ALL));
    backEnds.forEach(backEnd -> page.append(section(heading(backEnd), backEnd.options())));
    page.append('\n').append(LAYERS);
    layers.stream()
        .sorted(Comparator.comparing(LayerProvider::position))
        .forEach(layer -> page.append(section("Layer `" + layer.name() + "`", layer.options())));
    return page.toString();
  }

  private static String heading(FileStoreProvider provider) {
    String schemes =
        provider.schemes().stream()
            .sorted()
            .map(scheme -> "`" + scheme + ":`")
            .collect(Collectors.joining(", "));
    return "Type `%s`, scheme %s".formatted(provider.type(), schemes);
  }

  private static String section(String heading, List<Option<?>> options) {
    return """

    ## %s

    %s
    """
        .formatted(heading, table(options));
  }

  /** A table of options. */
  static String table(List<Option<?>> options) {
    return TABLE_HEAD + options.stream().map(OptionsPage::row).collect(Collectors.joining("\n"));
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
