package dev.coffer.documentation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The coordinates of an artifact. */
record Coordinates(String group, String artifact, String version) {

  /** Those that a dependency asks for. */
  static Coordinates ofDependency(String xml) throws IOException {
    Element dependency = parse(xml);
    if (!dependency.getTagName().equals("dependency")) {
      throw new IllegalArgumentException("no dependency: " + xml);
    }
    return new Coordinates(
        child(dependency, "groupId").orElseThrow(),
        child(dependency, "artifactId").orElseThrow(),
        child(dependency, "version").orElseThrow());
  }

  /** Those of every module, and of the bills of materials that it is built with. */
  static List<Coordinates> known() throws IOException {
    List<Coordinates> known = new ArrayList<>(ofModules());
    Element project = parse(Files.readString(Repository.ROOT.resolve("pom.xml")));
    known.add(new Coordinates("software.amazon.awssdk", "bom", property(project, "aws.version")));
    known.add(
        new Coordinates("com.google.cloud", "libraries-bom", property(project, "google.version")));
    return known;
  }

  private static String property(Element project, String name) {
    return project.getElementsByTagName(name).item(0).getTextContent();
  }

  private static List<Coordinates> ofModules() throws IOException {
    List<Coordinates> modules = new ArrayList<>();
    for (Path module : Repository.modules()) {
      modules.add(ofModule(parse(Files.readString(module.resolve("pom.xml")))));
    }
    return modules;
  }

  private static Coordinates ofModule(Element project) {
    return new Coordinates(
        ownOrInherited(project, "groupId"),
        child(project, "artifactId").orElseThrow(),
        ownOrInherited(project, "version"));
  }

  private static String ownOrInherited(Element project, String name) {
    return child(project, name)
        .orElseGet(
            () -> {
              Element parent = (Element) project.getElementsByTagName("parent").item(0);
              return child(parent, name).orElseThrow();
            });
  }

  private static Element parse(String xml) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml.strip().getBytes(StandardCharsets.UTF_8)))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalArgumentException("this is no XML: " + xml, e);
    }
  }

  private static Optional<String> child(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals(name)) {
        return Optional.of(node.getTextContent().strip());
      }
    }
    return Optional.empty();
  }
}
