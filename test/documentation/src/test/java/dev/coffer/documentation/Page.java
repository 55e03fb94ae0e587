package dev.coffer.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page in Markdown, taken apart.
 *
 * @param file where it is
 * @param name its path in the repository
 * @param blocks its code between fences
 * @param prose its other lines
 */
record Page(Path file, String name, List<Block> blocks, List<String> prose) {
  private static final String FENCE = "```";
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  static Page read(Path file) throws IOException {
    String name = Repository.ROOT.relativize(file).toString();
    List<Block> blocks = new ArrayList<>();
    List<String> prose = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith(FENCE)) {
        prose.add(lines.get(i));
        continue;
      }
      int start = i;
      do {
        i++;
      } while (!lines.get(i).equals(FENCE));
      String info = lines.get(start).substring(FENCE.length());
      String text = String.join("\n", lines.subList(start + 1, i)) + "\n";
      blocks.add(new Block(name + ":" + (start + 1), info, text));
    }
    return new Page(file, name, blocks, prose);
  }

  Stream<String> links() {
    return prose.stream()
        .map(line -> CODE.matcher(line).replaceAll(""))
        .flatMap(line -> LINK.matcher(line).results().map(link -> link.group(1)));
  }

  /** Returns the parts of the text in code font. */
  Stream<String> words() {
    return prose.stream()
        .flatMap(line -> CODE.matcher(line).results().map(code -> code.group(1)))
        .distinct();
  }

  /** Whether a word in code font names a type that is neither there nor imported by a block. */
  boolean isStale(String word) {
    return Names.isStale(word) && !imports(word.replaceAll("\\W.*", ""));
  }

  private boolean imports(String type) {
    Pattern line = Pattern.compile("^import .*\\." + type + ";", Pattern.MULTILINE);
    return blocks.stream().anyMatch(block -> line.matcher(block.text()).find());
  }

  /** The headings as a link names them. */
  List<String> anchors() {
    return prose.stream().filter(line -> line.startsWith("#")).map(Page::anchor).toList();
  }

  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ +", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  @Override
  public String toString() {
    return name;
  }
}
