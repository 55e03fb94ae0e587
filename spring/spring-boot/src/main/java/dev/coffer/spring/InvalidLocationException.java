package dev.coffer.spring;

import dev.coffer.InvalidFilePathException;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Thrown if a resource is written that no file can be; over HTTP, unless handled, a 400. */
@ResponseStatus(HttpStatus.BAD_REQUEST)
final class InvalidLocationException extends IOException {
  private static final long serialVersionUID = 1L;

  InvalidLocationException(String message, InvalidFilePathException cause) {
    super(message, cause);
  }
}
