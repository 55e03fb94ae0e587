package com.example.files;

import dev.coffer.ConflictException;
import dev.coffer.FileStoreException;
import dev.coffer.InvalidFilePathException;
import dev.coffer.NotFoundException;
import dev.coffer.StorageFullException;
import java.io.FileNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * What the errors of a store are over HTTP. What names the inside of the store stays in the log.
 */
@RestControllerAdvice
class Errors {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  @ExceptionHandler(FileNotFoundException.class)
  ProblemDetail missing() {
    return ProblemDetail.forStatus(HttpStatus.NOT_FOUND);
  }

  @ExceptionHandler(FileStoreException.class)
  ProblemDetail failed(FileStoreException error) {
    HttpStatus status = status(error);
    if (status.is5xxServerError()) {
      LOG.warn("{}", error.getMessage(), error);
    }
    return ProblemDetail.forStatus(status);
  }

  private static HttpStatus status(FileStoreException error) {
    if (error instanceof NotFoundException) {
      return HttpStatus.NOT_FOUND;
    }
    if (error instanceof InvalidFilePathException) {
      return HttpStatus.BAD_REQUEST;
    }
    if (error instanceof ConflictException) {
      return HttpStatus.PRECONDITION_FAILED;
    }
    if (error instanceof StorageFullException) {
      return HttpStatus.INSUFFICIENT_STORAGE;
    }
    return error.isRetryable() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.INTERNAL_SERVER_ERROR;
  }
}
