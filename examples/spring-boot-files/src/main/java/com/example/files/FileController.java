package com.example.files;

import dev.coffer.FileInfo;
import dev.coffer.WriteOptions;
import dev.coffer.spring.FileStoreResource;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** One file: upload, download, whole or in parts, and deletion. */
@RestController
@RequestMapping("/users/{user}/files/{*path}")
class FileController {
  private final UserFiles users;

  FileController(UserFiles users) {
    this.users = users;
  }

  /** The body goes to the store as it arrives; a lost connection leaves the old file. */
  @PutMapping
  ResponseEntity<Void> upload(
      @PathVariable String user, @PathVariable String path, HttpServletRequest request)
      throws IOException {
    FileInfo written = users.of(user).write(path, request.getInputStream(), options(request));
    return ResponseEntity.status(HttpStatus.CREATED).eTag("\"" + written.etag() + "\"").build();
  }

  private static WriteOptions options(HttpServletRequest request) {
    WriteOptions options = WriteOptions.DEFAULTS;
    if (request.getContentType() != null) {
      options = options.contentType(checked(request.getContentType()));
    }
    if ("*".equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
      return options.ifAbsent();
    }
    String etag = request.getHeader(HttpHeaders.IF_MATCH);
    return etag == null ? options : options.ifMatch(etag.replaceAll("^\"|\"$", ""));
  }

  private static String checked(String contentType) {
    if (FileTypes.parse(contentType).isEmpty()) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "the content type is none");
    }
    return contentType;
  }

  /** Spring takes the ranges from the request; the bytes are those of the version of the etag. */
  @GetMapping
  ResponseEntity<Resource> download(
      @PathVariable String user,
      @PathVariable String path,
      @RequestHeader(name = HttpHeaders.IF_RANGE, required = false) String ifRange)
      throws IOException {
    FileStoreResource file = FileStoreResource.of(users.of(user), path).currentVersion();
    return ResponseEntity.ok()
        .eTag(file.etag())
        .lastModified(file.lastModified())
        .contentType(
            file.contentType()
                .flatMap(FileTypes::parse)
                .orElse(MediaType.APPLICATION_OCTET_STREAM))
        .body(file.unlessChangedSince(ifRange));
  }

  @DeleteMapping
  ResponseEntity<Void> delete(@PathVariable String user, @PathVariable String path) {
    users.of(user).deleteFile(path);
    return ResponseEntity.noContent().build();
  }
}
