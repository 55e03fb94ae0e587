package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.FileStore;
import dev.coffer.InvalidFilePathException;
import org.junit.jupiter.api.Test;

/** The contract on Ceph, below a prefix, which counts in the 1,024 bytes of a key. */
class RadosGatewayContractTest extends RadosGatewayContract {
  RadosGatewayContractTest() {
    super(false);
  }

  private String longest(String directory) {
    String path = ("s".repeat(203) + "/").repeat(5) + "file";
    return path.substring(0, 1024 - prefix().length() - directory.length());
  }

  @Override
  @Test
  public void aPathOf1024BytesIsKept() {
    String path = longest("");
    store().write(path, "x");
    assertThat(store().readString(path)).isEqualTo("x");
    assertThrows(InvalidFilePathException.class, () -> store().write(path + "f", "x"));
  }

  @Override
  @Test
  public void theDirectoryOfAViewCountsInTheLengthOfAPath() {
    FileStore view = store().scoped("view");
    String path = longest("view/");
    view.write(path, "x");
    assertThat(view.readString(path)).isEqualTo("x");
    assertThrows(InvalidFilePathException.class, () -> view.write(path + "f", "x"));
  }
}
