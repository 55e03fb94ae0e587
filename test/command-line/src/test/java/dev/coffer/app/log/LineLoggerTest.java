package dev.coffer.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LineLoggerTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Logger logger(String name, Map<String, String> env) {
    return new LineLogger(name, new PrintStream(bytes, true, StandardCharsets.UTF_8), env);
  }

  private String told() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anErrorIsOneLineOfWhatItsChainSays() {
    IOException cause = new IOException("connection reset\nby peer");
    logger("a.B", Map.of()).warn("the upload {} is left", 7, new UncheckedIOException("no", cause));
    assertThat(told())
        .isEqualTo(
            "WARN the upload 7 is left: UncheckedIOException: no: IOException: connection reset by"
                + " peer\n");
  }

  @Test
  void theTraceStandsBelowWhenAskedFor() {
    logger("a.B", Map.of("COFFER_DEBUG", "1")).error("text", new IOException("reset"));
    assertThat(told()).startsWith("ERROR text: IOException: reset\n").contains("\tat dev.coffer");
  }

  @Test
  void whatNobodyHasToActOnIsSilent() {
    Logger logger = logger("a.B", Map.of("COFFER_DEBUG", "1"));
    logger.info("text");
    logger.debug("text");
    logger("dev.coffer.observe.Store", Map.of()).warn("a command says it itself");
    assertThat(told()).isEmpty();
  }

  @Test
  void keysAndValuesStandWithTheirMessage() {
    logger("a.B", Map.of()).atWarn().addKeyValue("k", "v").log("te\u001bxt");
    assertThat(told()).isEqualTo("WARN k=v te\\u001bxt\n");
  }

  @Test
  void itIsTheOneThatIsFound() {
    assertThat(LoggerFactory.getLogger("x")).isInstanceOf(LineLogger.class);
  }
}
