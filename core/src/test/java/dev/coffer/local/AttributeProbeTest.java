package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributeProbeTest {
  @TempDir Path directory;

  /**
   * A system that fails as it is told to.
   *
   * @param onWrite the reason; empty for none
   * @param onDelete the same
   */
  private record Attributes(String onWrite, String onDelete)
      implements UserDefinedFileAttributeView {
    private static void failIfTold(String reason) throws IOException {
      if (!reason.isEmpty()) {
        throw new IOException(reason);
      }
    }

    @Override
    public int write(String name, ByteBuffer value) throws IOException {
      failIfTold(onWrite);
      return value.remaining();
    }

    @Override
    public void delete(String name) throws IOException {
      failIfTold(onDelete);
    }

    @Override
    public String name() {
      return "user";
    }

    @Override
    public List<String> list() {
      return List.of();
    }

    @Override
    public int size(String name) {
      return 0;
    }

    @Override
    public int read(String name, ByteBuffer value) {
      return 0;
    }
  }

  private boolean succeeds(String onWrite, String onDelete) {
    return new AttributeProbe(directory).succeedsOn(new Attributes(onWrite, onDelete));
  }

  @Test
  void anotherThatTriesAtTheSameTimeChangesNothing() {
    assertThat(succeeds("", "Error deleting extended attribute: No data available")).isTrue();
  }

  @Test
  void whatTheSystemCannotIsToldFromAFullDisk() {
    assertThat(succeeds("Operation not supported", "")).isFalse();
    assertThat(succeeds("No space left on device", "")).isTrue();
    assertThat(new AttributeProbe(directory).succeedsOn(null)).isFalse();
  }

  @Test
  void withTooManyOpenFilesItIsNotDecidedYet() {
    AttributeProbe probe = new AttributeProbe(directory);
    assertThat(probe.succeedsOn(new Attributes("Too many open files", ""))).isTrue();
    assertThat(probe.succeedsOn(null)).isFalse();
    assertThat(probe.succeeds()).isFalse();
  }
}
