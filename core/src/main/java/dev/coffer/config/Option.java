package dev.coffer.config;

import dev.coffer.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A setting that a back end or a layer understands, declared once:
 *
 * <pre>{@code
 * static final Option<Long> MAX_SIZE =
 *     Option.size("max-size", "The most bytes that all files may have together.");
 * }</pre>
 *
 * <p>The declaration determines parsing, the error for a wrong value or a mistyped name, the
 * environment variable ({@link #variables()}) and the reference page. It is immutable; {@link
 * #orElse} and {@link #alsoFrom} return a new one.
 *
 * @param <T> the type of its value
 */
public final class Option<T> {
  private final String name;
  private final Kind kind;
  private final String help;
  private final List<String> choices;
  private final Function<String, T> reader;
  private final @Nullable String fallback;
  private final List<String> variables;
  private final @Nullable String ifEmpty;

  private Option(
      String name,
      Kind kind,
      String help,
      List<String> choices,
      Function<String, T> reader,
      @Nullable String fallback,
      List<String> variables,
      @Nullable String ifEmpty) {
    this.name = name;
    this.kind = kind;
    this.help = help;
    this.choices = choices;
    this.reader = reader;
    this.fallback = fallback;
    this.variables = variables;
    this.ifEmpty = ifEmpty;
  }

  /** The kind of an option's value. */
  public enum Kind {
    /** Any text. */
    TEXT,
    /** {@code true 1 yes on} or {@code false 0 no off}, in any letter case. */
    BOOLEAN,
    /** A whole number, not negative. */
    INTEGER,
    /** Bytes: {@code 4096}, {@code 64KiB}, {@code 1MiB}. */
    SIZE,
    /** {@code 100ms}, {@code 5s}, {@code 10m}, {@code 2h}, {@code 3d} or ISO 8601. */
    DURATION,
    /** One of a few words, in any letter case. */
    CHOICE,
    /**
     * Any text that must not be shown; refused in a URI. {@code file:/run/secrets/key} stands for
     * the content of that file, {@code env:VARIABLE} for the value of that environment variable.
     */
    SECRET
  }

  /**
   * Declares a text.
   *
   * @param name lower case, in parts joined by {@code .} or {@code -}
   * @param help one line
   * @return the option, without a default
   */
  public static Option<String> text(String name, String help) {
    return declare(name, Kind.TEXT, help, List.of(), text -> text);
  }

  /**
   * Declares a boolean.
   *
   * @param name lower case, in parts joined by {@code .} or {@code -}
   * @param help one line
   * @return the option, without a default
   */
  public static Option<Boolean> flag(String name, String help) {
    return declare(name, Kind.BOOLEAN, help, List.of(), ValueParser::flag);
  }

  /**
   * Declares a non-negative whole number.
   *
   * @param name lower case, in parts joined by {@code .} or {@code -}
   * @param help one line
   * @return the option, without a default
   */
  public static Option<Integer> integer(String name, String help) {
    return declare(name, Kind.INTEGER, help, List.of(), ValueParser::integer);
  }

  /**
   * Declares a number of bytes.
   *
   * @param name lower case, in parts joined by {@code .} or {@code -}
   * @param help one line
   * @return the option, without a default
   */
  public static Option<Long> size(String name, String help) {
    return declare(name, Kind.SIZE, help, List.of(), ValueParser::size);
  }

  /**
   * Parses a number of bytes, for an option that has one among other parts.
   *
   * @param text such as {@code 64KiB}
   * @return the number of bytes
   * @throws IllegalArgumentException if it is none; the message says what it must be
   */
  public static long sizeOf(String text) {
    return ValueParser.size(text);
  }

  /**
   * Declares a non-negative duration.
   *
   * @param name lower case, in parts joined by {@code .} or {@code -}
   * @param help one line
   * @return the option, without a default
   */
  public static Option<Duration> duration(String name, String help) {
    return declare(name, Kind.DURATION, help, List.of(), ValueParser::duration);
  }

  /**
   * Declares a choice of the constants of an enum, written in lower case with {@code -} for {@code
   * _}.
   *
   * @param <E> the enum
   * @param name lower case, in parts joined by {@code .} or {@code -}
   * @param type the enum's class
   * @param help one line
   * @return the option, without a default
   */
  public static <E extends Enum<E>> Option<E> choice(String name, Class<E> type, String help) {
    List<E> constants = List.of(type.getEnumConstants());
    List<String> words = constants.stream().map(Option::word).toList();
    return declare(
        name, Kind.CHOICE, help, words, text -> constants.get(words.indexOf(chosen(text, words))));
  }

  /**
   * Declares a choice of words. Unlike the constants of an enum they cost no class.
   *
   * @param name lower case, in parts joined by {@code .} or {@code -}
   * @param help one line
   * @param words all of them, in lower case
   * @return the option, without a default
   */
  public static Option<String> choice(String name, String help, String... words) {
    List<String> all = List.of(words);
    return declare(name, Kind.CHOICE, help, all, text -> chosen(text, all));
  }

  private static String chosen(String text, List<String> words) {
    String word = ValueParser.lower(text);
    if (!words.contains(word)) {
      throw new IllegalArgumentException("one of " + String.join(", ", words));
    }
    return word;
  }

  /**
   * Declares a text that must not be shown. It may be given as {@code file:PATH}: then its value is
   * the content of that file, without a line break at its end. As an option or a setting it may
   * also be given as {@code env:VARIABLE}: then its value is that of the environment variable.
   *
   * @param name lower case, in parts joined by {@code .} or {@code -}
   * @param help one line
   * @return the option, without a default
   */
  public static Option<Secret> secret(String name, String help) {
    return declare(name, Kind.SECRET, help, List.of(), Secret::new);
  }

  private static <T> Option<T> declare(
      String name, Kind kind, String help, List<String> choices, Function<String, T> reader) {
    List<String> variables = List.of(OptionName.variable(OptionName.checked(name)));
    return new Option<>(name, kind, help, choices, reader, null, variables, null);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the same option with a default.
   *
   * @param text the default as a user would write it
   * @return a new option
   * @throws IllegalArgumentException if the text is not a valid value of the option
   */
  public Option<T> orElse(String text) {
    if (kind == Kind.SECRET) {
      throw new IllegalArgumentException("a secret has no default: " + name);
    }
    try {
      var unused = reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the default of " + name + " is no " + kind, e);
    }
    return new Option<>(name, kind, help, choices, reader, text, variables, ifEmpty);
  }

  /**
   * Returns the same option with further environment variables, which are read if its own is not
   * set.
   *
   * @param names the variables, in order of precedence
   * @return a new option
   */
  public Option<T> alsoFrom(String... names) {
    List<String> all = new ArrayList<>(variables);
    all.addAll(Arrays.asList(names));
    return new Option<>(name, kind, help, choices, reader, fallback, List.copyOf(all), ifEmpty);
  }

  /**
   * Returns the same option, but an empty value is an error instead of the same as no value.
   *
   * @param hint what to write
   * @return a new option
   */
  public Option<T> neverEmpty(String hint) {
    return new Option<>(name, kind, help, choices, reader, fallback, variables, hint);
  }

  /** Returns what to write if an empty value is an error. */
  Optional<String> ifEmpty() {
    return Optional.ofNullable(ifEmpty);
  }

  /**
   * Returns the name, as a parameter of a URI and as a key, in the form that pages and errors show.
   * Where it is used, letter case and dashes are ignored; {@code _} is a dash.
   *
   * @return for example {@code max-size}
   */
  public String name() {
    return name;
  }

  /**
   * Returns the kind of its value.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns what it does.
   *
   * @return one line
   */
  public String help() {
    return help;
  }

  /**
   * Returns the permitted words.
   *
   * @return the words; empty unless it is a choice
   */
  public List<String> choices() {
    return choices;
  }

  /**
   * Returns the value that applies if the option is not set.
   *
   * @return the default as text; empty if there is none
   */
  public Optional<String> defaultText() {
    return Optional.ofNullable(fallback);
  }

  /**
   * Returns the environment variables that it is read from, in order of precedence. Its own is
   * {@code COFFER_} and the name in upper case with {@code _} for {@code .} and {@code -}; the one
   * for {@code -} may be omitted.
   *
   * @return the variables, at least its own
   */
  public List<String> variables() {
    return variables;
  }

  /** Parses a value that was set for this option. */
  T read(Setting given, String store) {
    String text =
        isReference(given.value()) ? SecretFile.read(given.value(), this, store) : given.value();
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw refused(given, store, e);
    }
  }

  private boolean isReference(String text) {
    return kind == Kind.SECRET && SecretFile.isReference(text);
  }

  private ConfigurationException refused(Setting given, String store, IllegalArgumentException e) {
    String value = kind == Kind.SECRET ? "***" : ConfigurationErrors.quoted(given.value());
    return ConfigurationErrors.forStore(
        store,
        name + " is " + value + " (" + given.source() + "); it must be " + e.getMessage(),
        e);
  }

  /**
   * Returns a value of this option in a form that may be shown: a secret is hidden, while the name
   * of its file is not one; URLs lose what may be a secret.
   */
  String shown(String text) {
    if (kind == Kind.SECRET && !isReference(text)) {
      return new Secret(text).toString();
    }
    boolean plain = text.indexOf(':') < 0 && text.length() < 100;
    return plain ? text : ShownUrls.withoutSecrets(text);
  }

  @Override
  public String toString() {
    return name;
  }
}
