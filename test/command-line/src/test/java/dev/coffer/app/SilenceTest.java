package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testkit.remote.SilentServer;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that takes a request and falls silent is left at the deadline. */
@Tag("one-jdk")
@Timeout(300)
class SilenceTest {
  @ParameterizedTest
  @CsvSource({
    "s3, cat, ''",
    "s3, ls, ''",
    "s3, rm, ''",
    "s3, put -, ''",
    "s3, cat, 'HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\nETag: \"e\"\r\n\r\nsome'",
    "gs, cat, ''",
    "gs, ls, ''",
    "gs, rm, ''",
    "gs, put -, ''",
    "gs, cat, 'HTTP/1.1 200 OK\r\nx-goog-generation: 17\r\nContent-Length: 5000000\r\n\r\nsome'"
  })
  void theDeadlineEndsWhatWaitsForIt(String scheme, String verb, String words) throws IOException {
    try (SilentServer silence = new SilentServer(words)) {
      String uri =
          "%s://bucket/d?endpoint=%s&deadline=500ms".formatted(scheme, silence.uri("http"));
      Shell shell = new Shell(Proxy.env(uri), new byte[100], Terminals.NONE);
      Shell.Result result = shell.run((verb + " a").split(" "));
      assertThat(result.err()).contains(" a on ", "longer than the deadline of 500ms");
      assertThat(result.code()).isEqualTo(ExitCode.RETRYABLE);
    }
  }
}
