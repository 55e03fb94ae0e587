package com.example.files;

import java.util.Optional;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Content types, which come from clients and from other programs that write into the store. */
final class FileTypes {
  private FileTypes() {}

  /** Returns the type that a response can have; empty if a text is none. */
  static Optional<MediaType> parse(String text) {
    try {
      return Optional.of(MediaType.parseMediaType(text)).filter(MediaType::isConcrete);
    } catch (InvalidMediaTypeException e) {
      return Optional.empty();
    }
  }
}
