package dev.coffer.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/** The groups of pages in the table at the end of the first page. */
final class Navigation {
  /**
   * A column of the table.
   *
   * @param title its heading
   * @param entries the links in it
   */
  record Group(String title, List<Entry> entries) {}

  /**
   * A link of the table.
   *
   * @param title the title of its page
   * @param address the page in the site
   */
  record Entry(String title, Path address) {}

  private final List<Group> groups;

  private Navigation(List<Group> groups) {
    this.groups = groups;
  }

  static Navigation of(Collection<Page> pages) {
    Page first =
        pages.stream()
            .filter(page -> page.source().equals(Path.of("README.md")))
            .findFirst()
            .orElseThrow();
    List<Group> groups = new ArrayList<>();
    rows(lastTable(first.document())).forEach(row -> addTo(groups, row, pages));
    return new Navigation(groups);
  }

  List<Group> groups() {
    return groups;
  }

  private static TableBlock lastTable(Node document) {
    Node node = document.getLastChild();
    while (!(node instanceof TableBlock table)) {
      node = node.getPrevious();
    }
    return table;
  }

  private static List<TableRow> rows(TableBlock table) {
    List<TableRow> rows = new ArrayList<>();
    table.accept(
        new AbstractVisitor() {
          @Override
          public void visit(CustomNode node) {
            if (node instanceof TableRow row) {
              rows.add(row);
            } else {
              visitChildren(node);
            }
          }
        });
    return rows;
  }

  private static void addTo(List<Group> groups, TableRow row, Collection<Page> pages) {
    int column = 0;
    for (Node node = row.getFirstChild(); node != null; node = node.getNext()) {
      TableCell cell = (TableCell) node;
      if (cell.isHeader()) {
        groups.add(new Group(Text.of(cell), new ArrayList<>()));
      } else {
        groups.get(column++).entries().addAll(entries(cell, pages));
      }
    }
  }

  private static List<Entry> entries(TableCell cell, Collection<Page> pages) {
    List<Entry> entries = new ArrayList<>();
    cell.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            Path source = Path.of(link.getDestination());
            pages.stream()
                .filter(page -> page.source().equals(source))
                .forEach(page -> entries.add(new Entry(page.title(), page.address())));
          }
        });
    return entries;
  }
}
