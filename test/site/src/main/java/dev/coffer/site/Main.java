package dev.coffer.site;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes the site: {@code Main REPOSITORY SITE [CLASSPATH]}. With a class path it has the javadoc,
 * too.
 */
public final class Main {
  private Main() {}

  /**
   * Writes the site.
   *
   * @param args the root of the repository; the directory of the site, which is created; the class
   *     path of the published modules
   * @throws IOException if a page cannot be read or a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path repository = Path.of(args[0]).toAbsolutePath().normalize();
    Path target = Path.of(args[1]).toAbsolutePath().normalize();
    boolean withJavadoc = args.length > 2;
    Site site = Site.of(repository, withJavadoc);
    site.write(target);
    if (withJavadoc) {
      new Javadoc(repository, new Libraries(args[2])).write(target.resolve(ApiTypes.DIRECTORY));
    }
    System.out.println("the site is in " + target);
  }
}
