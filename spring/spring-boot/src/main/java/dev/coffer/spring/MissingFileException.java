package dev.coffer.spring;

import java.io.FileNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Thrown if the file of a resource does not exist; over HTTP, unless handled, a 404. */
@ResponseStatus(HttpStatus.NOT_FOUND)
final class MissingFileException extends FileNotFoundException {
  private static final long serialVersionUID = 1L;

  MissingFileException(String message, @Nullable Throwable cause) {
    super(message);
    initCause(cause);
  }
}
