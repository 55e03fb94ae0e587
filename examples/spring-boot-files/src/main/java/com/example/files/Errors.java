package com.example.files;

import dev.coffer.ConflictException;
import dev.coffer.FileStoreException;
import dev.coffer.InvalidFilePathException;
import dev.coffer.InvalidMetadataException;
import dev.coffer.NotFoundException;
import dev.coffer.StorageFullException;
import java.io.FileNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;

/** What the errors of a store are over HTTP. What names the server stays in the log. */
@RestControllerAdvice
class Errors {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  /** A resource calls missing what no file can be named, too. */
  @ExceptionHandler(FileNotFoundException.class)
  ProblemDetail missing(FileNotFoundException error) {
    return error.getCause() instanceof InvalidFilePathException invalid
        ? failed(invalid)
        : ProblemDetail.forStatus(HttpStatus.NOT_FOUND);
  }

  /** Without a condition, it is a directory that is in the way, or a file in place of one. */
  @ExceptionHandler(ConflictException.class)
  ProblemDetail conflict(ConflictException error, WebRequest request) {
    boolean conditional =
        request.getHeader(HttpHeaders.IF_NONE_MATCH) != null
            || request.getHeader(HttpHeaders.IF_MATCH) != null;
    return ProblemDetail.forStatusAndDetail(
        conditional ? HttpStatus.PRECONDITION_FAILED : HttpStatus.CONFLICT, error.hint());
  }

  @ExceptionHandler(FileStoreException.class)
  ProblemDetail failed(FileStoreException error) {
    HttpStatus status = status(error);
    if (status.is5xxServerError()) {
      LOG.warn("{}", error.getMessage(), error);
    }
    return ProblemDetail.forStatusAndDetail(status, error.hint());
  }

  private static HttpStatus status(FileStoreException error) {
    if (error instanceof NotFoundException) {
      return HttpStatus.NOT_FOUND;
    }
    if (error instanceof InvalidFilePathException || error instanceof InvalidMetadataException) {
      return HttpStatus.BAD_REQUEST;
    }
    if (error instanceof StorageFullException) {
      return HttpStatus.INSUFFICIENT_STORAGE;
    }
    return error.isRetryable() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.INTERNAL_SERVER_ERROR;
  }
}
