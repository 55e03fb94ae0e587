package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.ErrorContext;
import org.junit.jupiter.api.Test;

class StatusErrorsTest {
  private static String message(int status, String details) {
    ErrorContext context = new ErrorContext("read", "a", "test");
    return StatusErrors.of(context, "http://host", status, details, null).getMessage();
  }

  @Test
  void anErrorNamesTheStatusOnce() {
    assertThat(message(418, "Teapot")).contains("status 418 Teapot");
    assertThat(message(418, "")).contains("status 418");
    assertThat(message(418, "HTTP 418 Teapot")).contains("HTTP 418").doesNotContain("status");
  }
}
