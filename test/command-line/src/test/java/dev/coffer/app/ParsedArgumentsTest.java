package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParsedArgumentsTest {
  private static final VerbOption IN = VerbOption.repeatable("--in", "P", "");
  private static final VerbOption OUT = VerbOption.repeatable("--out", "P", "");
  private static final List<VerbOption> KNOWN =
      List.of(
          VerbOption.STORE,
          VerbOption.JSON,
          VerbOption.HELP,
          VerbOption.of("-r", ""),
          VerbOption.of("-l", ""),
          IN,
          OUT);

  private static ParsedArguments parse(String... args) {
    return ParsedArguments.parse(args, KNOWN);
  }

  @Test
  void optionsStandAnywhereAmongTheWords() {
    ParsedArguments words = parse("a", "-r", "b", "--json");
    assertThat(words.places()).containsExactly("a", "b");
    assertThat(words.has("-r")).isTrue();
    assertThat(words.has(VerbOption.JSON)).isTrue();
    assertThat(words.has("-l")).isFalse();
  }

  @Test
  void shortOptionsStandTogether() {
    ParsedArguments words = parse("-rl");
    assertThat(words.has("-r")).isTrue();
    assertThat(words.has("-l")).isTrue();
  }

  @Test
  void aValueFollowsOrIsJoined() {
    assertThat(parse("--store", "memory:").value(VerbOption.STORE)).isEqualTo("memory:");
    assertThat(parse("--store=file:a=b").value(VerbOption.STORE)).isEqualTo("file:a=b");
    assertThat(parse("--store=").value(VerbOption.STORE)).isEmpty();
  }

  @Test
  void anOptionThatMayBeRepeatedKeepsTheOrderOfTheCall() {
    ParsedArguments words = parse("--in", "a", "x", "--out=b", "--in=a");
    assertThat(words.repeated(IN, OUT))
        .containsExactly(
            new ParsedArguments.Given(IN, "a"),
            new ParsedArguments.Given(OUT, "b"),
            new ParsedArguments.Given(IN, "a"));
    assertThat(words.repeated(OUT)).hasSize(1);
    assertThat(words.places()).containsExactly("x");
  }

  @Test
  void nothingIsAnOptionAfterTwoDashes() {
    assertThat(parse("--", "-r", "--", "--json").places()).containsExactly("-r", "--", "--json");
  }

  @Test
  void aDashAndNothingAreWords() {
    assertThat(parse("-", "").places()).containsExactly("-", "");
  }

  @Test
  void aNumberBelowZeroIsAWord() {
    assertThat(parse("a", "-1", "-r", "-20").places()).containsExactly("a", "-1", "-20");
    assertRefused("unknown option -2", "-2x");
  }

  @Test
  void aWordIsKeptAsItIs() {
    assertThat(parse("@file", "${HOME}", " a b ", "\"q\"").places())
        .containsExactly("@file", "${HOME}", " a b ", "\"q\"");
  }

  @Test
  void hIsHelp() {
    assertThat(parse("-h").has(VerbOption.HELP)).isTrue();
  }

  @Test
  void unknownOptionsAreRefused() {
    assertRefused("unknown option --jsn", "--jsn");
    assertRefused("unknown option -x", "-rx");
  }

  @Test
  void aValueIsNeitherMissingNorTooMuchNorDouble() {
    assertRefused("--store URI: the value is missing", "--store");
    assertRefused("--json takes no value", "--json=true");
    assertRefused("--store is given twice", "--store", "a", "--store=b");
  }

  private static void assertRefused(String message, String... args) {
    assertThatThrownBy(() -> parse(args))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message);
  }
}
