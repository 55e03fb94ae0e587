package dev.coffer.documentation;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A piece of code in a page.
 *
 * @param place the page and the line where it begins
 * @param info the text after the fence: the language and what to do with it
 * @param text its lines
 */
record Block(String place, String info, String text) {
  private static final String EXCERPT = "java of ";
  private static final String WITH_FIXTURE = "java run with ";
  private static final Pattern PRINTS = Pattern.compile("// prints (.*)$", Pattern.MULTILINE);

  boolean is(String language) {
    return info.equals(language) || info.startsWith(language + " ");
  }

  /** Whether it is a piece of a file, which the build of that file compiles. */
  boolean isExcerpt() {
    return info.startsWith(EXCERPT);
  }

  /** The path of the file that it is a piece of. */
  String source() {
    return info.substring(EXCERPT.length());
  }

  /** Its lines without their indentation, in pieces that follow one another in the file. */
  List<List<String>> pieces() {
    return Arrays.stream(text.split("(?m)^ *// …\n"))
        .map(piece -> piece.lines().map(String::strip).toList())
        .toList();
  }

  boolean isToRun() {
    return is("java run");
  }

  /** The name of the {@link Fixture} that it runs with; empty if it needs none. */
  String fixture() {
    return info.startsWith(WITH_FIXTURE) ? info.substring(WITH_FIXTURE.length()) : "";
  }

  /** What the block says that it prints. */
  List<String> printed() {
    return PRINTS.matcher(text).results().map(MatchResult::group).map(Block::promise).toList();
  }

  private static String promise(String comment) {
    return comment.substring("// prints ".length()).stripTrailing();
  }

  @Override
  public String toString() {
    return place + " " + info;
  }
}
