package dev.coffer.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A stack trace, a search and a debugger show the simple name of a type and no package. */
class TypeNamesTest {
  @Test
  void noTwoTypesOfThePublishedModulesHaveOneName() {
    Map<String, List<String>> files =
        Repository.publishedSources()
            .map(file -> Repository.ROOT.relativize(file).toString())
            .collect(
                Collectors.groupingBy(
                    file -> file.substring(file.lastIndexOf('/') + 1),
                    TreeMap::new,
                    Collectors.toList()));
    assertThat(files).hasSizeGreaterThan(400);
    files.values().removeIf(found -> found.size() == 1);
    assertThat(files).isEmpty();
  }
}
