package dev.coffer.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All pages, and what they link to. */
final class Site {
  private static final List<String> ASSETS = List.of("site.css", "site.js");

  private final Path repository;
  private final Map<Path, Page> pages;
  private final ApiTypes types;

  private Site(Path repository, Map<Path, Page> pages, ApiTypes types) {
    this.repository = repository;
    this.pages = pages;
    this.types = types;
  }

  static Site of(Path repository, boolean withJavadoc) throws IOException {
    Map<Path, Page> pages = new TreeMap<>();
    for (Path source : PageFiles.in(repository)) {
      pages.put(source, Page.read(repository, source));
    }
    ApiTypes types = withJavadoc ? ApiTypes.of(repository) : ApiTypes.none();
    return new Site(repository, pages, types);
  }

  void write(Path target) throws IOException {
    Navigation navigation = Navigation.of(pages.values());
    SearchIndex index = new SearchIndex();
    for (Page page : pages.values()) {
      Links links = new Links(page, pages);
      page.document().accept(links);
      page.document().accept(types.linksOn(page));
      write(target.resolve(page.address()), new Template(page, navigation, types).html());
      index.add(page);
      copy(links.files(), target);
    }
    index.add(types);
    write(target.resolve("search-index.js"), index.script());
    for (String asset : ASSETS) {
      write(target.resolve(asset), resource(asset));
    }
  }

  private void copy(List<Path> files, Path target) throws IOException {
    for (Path file : files) {
      Path copy = target.resolve(file);
      Files.createDirectories(copy.resolveSibling(""));
      Files.copy(repository.resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Site.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the site has no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
