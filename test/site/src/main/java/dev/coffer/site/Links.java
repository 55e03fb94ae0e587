package dev.coffer.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;

/**
 * Turns links to pages into links to their addresses, and collects the other files that are linked.
 */
final class Links extends AbstractVisitor {
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

  private final Page page;
  private final Map<Path, Page> pages;
  private final List<Path> files = new ArrayList<>();

  Links(Page page, Map<Path, Page> pages) {
    this.page = page;
    this.pages = pages;
  }

  /** The files of the repository that the page links to and that are no pages. */
  List<Path> files() {
    return files;
  }

  @Override
  public void visit(Link link) {
    link.setDestination(translated(link.getDestination()));
    visitChildren(link);
  }

  @Override
  public void visit(Image image) {
    image.setDestination(translated(image.getDestination()));
  }

  private String translated(String link) {
    if (link.startsWith("#") || ELSEWHERE.matcher(link).matches()) {
      return link;
    }
    int end = link.indexOf('#') < 0 ? link.length() : link.indexOf('#');
    Path target = page.source().resolveSibling(link.substring(0, end)).normalize();
    Page other = pages.get(target);
    if (other != null) {
      return page.to(other.address()) + link.substring(end);
    }
    files.add(target);
    return page.to(target);
  }
}
