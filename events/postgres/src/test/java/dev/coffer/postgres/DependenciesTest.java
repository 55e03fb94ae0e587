package dev.coffer.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What this module brings to its users' class path. */
class DependenciesTest {
  @Test
  void itBringsTheDriverOfPostgresql() {
    assertThat(module().requires())
        .extracting(ModuleDescriptor.Requires::name)
        .filteredOn(name -> !name.startsWith("java."))
        .containsExactlyInAnyOrder(
            "dev.coffer",
            "dev.coffer.delivery",
            "org.jspecify",
            "org.postgresql.jdbc",
            "org.slf4j");
  }

  private static ModuleDescriptor module() {
    return ModuleFinder.of(Path.of("target/classes"))
        .find("dev.coffer.postgres")
        .orElseThrow()
        .descriptor();
  }
}
