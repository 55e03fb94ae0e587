package dev.coffer.site;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/**
 * The javadoc of all published modules: of the modules of Java together, and of the others after
 * that.
 */
final class Javadoc {
  private static final List<String> OPTIONS =
      List.of("-quiet", "-Xdoclint:none", "-notimestamp", "-encoding", "UTF-8");

  private final Path repository;
  private final Libraries libraries;

  Javadoc(Path repository, Libraries libraries) {
    this.repository = repository;
    this.libraries = libraries;
  }

  void write(Path target) throws IOException {
    List<PublishedModule> modules = PublishedModule.in(repository);
    ofModules(modules.stream().filter(module -> module.name().isPresent()).toList(), target);
    for (PublishedModule other : modules) {
      if (other.name().isEmpty()) {
        ofPackages(other, target);
      }
    }
  }

  private void ofModules(List<PublishedModule> modules, Path target) throws IOException {
    List<String> arguments = new ArrayList<>();
    for (PublishedModule module : modules) {
      libraries.require(module);
      arguments.add("--module-source-path");
      arguments.add(module.directory() + "=" + module.sources());
    }
    arguments.add("--module");
    arguments.add(
        modules.stream().map(PublishedModule::directory).collect(Collectors.joining(",")));
    arguments.addAll(List.of("--module-path", libraries.modulePath()));
    arguments.addAll(List.of("-classpath", libraries.classPath()));
    run(arguments, "Coffer", target);
  }

  private void ofPackages(PublishedModule module, Path target) {
    List<String> arguments = new ArrayList<>(List.of("-sourcepath", module.sources().toString()));
    arguments.addAll(List.of("-classpath", libraries.all()));
    arguments.addAll(List.of("-linkoffline", "..", target.toString()));
    arguments.addAll(module.packages());
    run(arguments, "Coffer and Spring Boot", target.resolve(module.directory()));
  }

  private static void run(List<String> arguments, String title, Path target) {
    List<String> all = new ArrayList<>(OPTIONS);
    all.addAll(List.of("-d", target.toString(), "-windowtitle", title, "-doctitle", title));
    all.addAll(arguments);
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages);
    int code =
        ToolProvider.findFirst("javadoc").orElseThrow().run(out, out, all.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalStateException("javadoc failed:\n" + messages);
    }
  }
}
