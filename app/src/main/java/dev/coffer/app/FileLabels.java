package dev.coffer.app;

import dev.coffer.FileInfo;
import dev.coffer.WriteOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which content type and metadata a command gives to the files that it writes.
 *
 * @param type the type of each file; null if it follows from the name
 * @param metadata added to what a source has
 */
record FileLabels(@Nullable String type, Map<String, String> metadata) {
  private static final VerbOption TYPE =
      new VerbOption("--type", "TYPE", "The content type; without it the one that fits the name.");
  private static final VerbOption META =
      VerbOption.repeatable("--meta", "KEY=VALUE", "Metadata to store with the file.");

  /** The options of a verb that writes files. */
  static final List<VerbOption> OPTIONS = List.of(TYPE, META);

  FileLabels {
    // Refused before anything is opened.
    write(type, metadata);
  }

  static FileLabels of(ParsedArguments words) {
    Map<String, String> metadata = new HashMap<>();
    for (ParsedArguments.Given given : words.repeated(META)) {
      int equal = given.value().indexOf('=');
      if (equal < 0) {
        throw usage("--meta takes KEY=VALUE: " + given.value());
      }
      String key = given.value().substring(0, equal);
      if (metadata.put(key, given.value().substring(equal + 1)) != null) {
        throw usage("--meta " + key + " is given twice");
      }
    }
    return new FileLabels(words.value(TYPE), metadata);
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }

  /** Returns whether the call names a type or metadata. */
  boolean areGiven() {
    return type != null || !metadata.isEmpty();
  }

  /** Returns what is written with a new file: the type by the first of these names that has one. */
  WriteOptions of(String... names) {
    return write(type == null ? typeBy(names).orElse(null) : type, metadata);
  }

  /**
   * Returns what is written with a copy: what the source has stays unless the call says otherwise.
   */
  WriteOptions of(FileInfo source) {
    Map<String, String> all = new HashMap<>(source.metadata());
    all.putAll(metadata);
    Optional<String> named = source.contentType().or(() -> typeBy(source.path().name()));
    return write(type == null ? named.orElse(null) : type, all);
  }

  private static Optional<String> typeBy(String... names) {
    return Stream.of(names).map(TypesByName::of).flatMap(Optional::stream).findFirst();
  }

  private static WriteOptions write(@Nullable String type, Map<String, String> metadata) {
    WriteOptions options =
        type == null ? WriteOptions.DEFAULTS : WriteOptions.DEFAULTS.contentType(type);
    for (Map.Entry<String, String> one : metadata.entrySet()) {
      options = options.metadata(one.getKey(), one.getValue());
    }
    return options;
  }
}
