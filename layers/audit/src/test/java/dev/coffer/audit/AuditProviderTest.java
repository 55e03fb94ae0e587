package dev.coffer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import dev.coffer.local.MountedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AuditProviderTest {
  @TempDir private Path folder;

  @Test
  @SuppressWarnings("try") // it is mounted meanwhile
  void aTrailWithinTheStoreIsRefusedByASecondMountOfItToo() throws IOException {
    Path root = Files.createDirectories(folder.resolve("root"));
    Path mount = Files.createDirectory(folder.resolve("mount"));
    try (MountedDisk bound = MountedDisk.bound(root, mount)) {
      assertRefused("file:" + root + "?audit=" + mount.resolve("trail"));
      assertRefused("file:" + mount.resolve("inner") + "?audit=" + root);
    }
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void aStoreThatIsNeededForItsOwnTrailIsRefused() throws IOException {
    Path file = folder.resolve("stores.properties");
    Files.writeString(
        file,
        """
        stores.a.uri=memory:a
        stores.a.audit=@b
        stores.b.uri=memory:b
        stores.b.audit=@a
        """);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Map<String, String> environment = Map.of("COFFER_CONFIG", file.toString());
    assertThatThrownBy(() -> FileStores.named("a", environment).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("needed to open itself");
  }

  private static void assertRefused(String uri) {
    assertThatThrownBy(() -> FileStores.open(uri).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is inside the store, or the store is inside the trail");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only there can root give a file away")
  void whatRootKeepsOfATrailInTheRootOfAnotherUserIsThatUsers() throws Exception {
    assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root gives files away");
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.setAttribute(root, "unix:uid", 12345);
    Files.setAttribute(root, "unix:gid", 54321);
    try (FileStore store = FileStores.open("file:" + root + "?audit=" + folder.resolve("trail"))) {
      store.write("a", "1");
    }
    try (Stream<Path> state = Files.walk(root.resolve(".coffer/state"))) {
      assertThat(state.toList())
          .hasSizeGreaterThan(1)
          .allSatisfy(made -> assertThat(Files.getAttribute(made, "unix:uid")).isEqualTo(12345))
          .allSatisfy(made -> assertThat(Files.getAttribute(made, "unix:gid")).isEqualTo(54321));
    }
  }
}
