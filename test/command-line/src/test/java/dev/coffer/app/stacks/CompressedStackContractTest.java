package dev.coffer.app.stacks;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Compressed files in a bucket of Google Cloud Storage, and with versions of them around. */
@ParameterizedClass
@MethodSource("stacks")
@Tag("thorough")
class CompressedStackContractTest extends StackContract {
  private static final Map<String, String> COMPRESSED =
      Map.of("observe", "off", "compression", "zstd", "compression.min-size", "0");

  static Stream<Stack> stacks() {
    return Stream.of(
        new Stack("compression over GCS", BackEnd.GCS, COMPRESSED),
        new Stack("versions of compressed files", BackEnd.MEMORY, versioned()),
        new Stack("versions of compressed files", BackEnd.LOCAL, versioned()));
  }

  private static Map<String, String> versioned() {
    return Map.of(
        "observe", "off", "versioning", "on", "compression", "zstd", "compression.min-size", "0");
  }
}
