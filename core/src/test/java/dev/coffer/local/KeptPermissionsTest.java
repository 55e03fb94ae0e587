package dev.coffer.local;

import static dev.coffer.local.OtherUser.permit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.Content;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may use a file after it was replaced. */
class KeptPermissionsTest {
  @TempDir Path root;

  private LocalFileStore store;

  @BeforeEach
  void open() {
    store = new LocalFileStore(root, Durability.NONE);
    assumeTrue(
        root.getFileSystem().supportedFileAttributeViews().contains("unix"),
        "this system has no permission bits");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private String bits(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(path)));
  }

  private Object attribute(String path, String name) throws IOException {
    return Files.getAttribute(root.resolve(path), "unix:" + name);
  }

  @Test
  void aFileThatIsReplacedKeepsItsPermissionBits() throws IOException {
    for (String bits : new String[] {"rw-rw-r--", "r--r-----", "rwxr-xr-x", "rw-------"}) {
      store.write("a", "old");
      permit(root.resolve("a"), bits);
      store.write("a", "new");
      store.write("a", Content.of("newer"), WriteOptions.DEFAULTS.metadata("k", "v"));
      assertThat(bits("a")).isEqualTo(bits);
      assertThat(store.readString("a")).isEqualTo("newer");
    }
  }

  @Test
  void aNewFileIsPrivateWhateverIsBesideIt() throws IOException {
    store.write("old", "x");
    permit(root.resolve("old"), "rw-rw-rw-");
    store.write("old", "y");
    store.write("new", "x");
    store.deleteFile("old");
    store.write("old", "x");
    assertThat(bits("new")).isEqualTo("rw-------");
    assertThat(bits("old")).isEqualTo("rw-------");
  }

  @Test
  void aCopyKeepsTheBitsOfItsTargetAndAMoveThoseOfItsSource() throws IOException {
    store.write("source", "x");
    store.write("target", "x");
    permit(root.resolve("source"), "rw-r--r--");
    permit(root.resolve("target"), "rw-rw----");

    store.copy("source", "target");
    assertThat(bits("target")).isEqualTo("rw-rw----");
    store.copy("source", "new");
    assertThat(bits("new")).isEqualTo("rw-------");
    store.move("source", "target");
    assertThat(bits("target")).isEqualTo("rw-r--r--");
  }

  @Test
  void theRightToRunAsTheOwnerIsNotKept() throws IOException {
    store.write("a", "old");
    Files.setAttribute(root.resolve("a"), "unix:mode", 06755);
    store.write("a", "new");
    assertThat((int) attribute("a", "mode") & 07777).isEqualTo(0755);
  }

  @Test
  void aLinkInTheWayOfAStagedFileIsNotFollowed() throws IOException {
    Path outside = Files.writeString(root.resolve("outside"), "x");
    permit(outside, "rw-------");
    Path replaced = Files.writeString(root.resolve("replaced"), "x");
    permit(replaced, "rw-rw-rw-");
    Staging staging =
        Staging.make(
            OpenRoot.openFolder(root, FileSystemFeatures.ALL), root.resolve("staging"), null);
    Files.createSymbolicLink(staging.path().resolve("1"), outside);
    assertThatThrownBy(() -> new Permissions(root).takeOver(staging, "1", replaced))
        .isInstanceOf(IOException.class);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outside)))
        .isEqualTo("rw-------");
  }

  @Test
  void aLinkThatIsReplacedGivesNothing() throws IOException {
    Path outside = Files.writeString(root.resolve("b"), "x");
    permit(outside, "rw-rw-rw-");
    Files.createSymbolicLink(root.resolve("a"), outside);
    store.write("a", "new");
    assertThat(bits("a")).isEqualTo("rw-------");
  }

  @Test
  void aFileThatRootReplacesKeepsOwnerAndGroup() throws IOException {
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "only root can give a file to another user");
    store.write("a", "old");
    OtherUser.give(root.resolve("a"));
    permit(root.resolve("a"), "rw-r-----");
    store.write("a", "new");
    assertThat(attribute("a", "uid")).isEqualTo(65534);
    assertThat(attribute("a", "gid")).isEqualTo(65534);
    assertThat(bits("a")).isEqualTo("rw-r-----");
  }
}
