package com.example.files;

import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.ListOptions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All files of a user: page by page, and their deletion. */
@RestController
class UserController {
  private static final int LARGEST_PAGE = 1000;

  private final UserFiles users;

  UserController(UserFiles users) {
    this.users = users;
  }

  record Listed(String path, long size, Instant lastModified) {}

  /** A page; {@code next} is the {@code after} of the next one, and missing on the last. */
  record Page(List<Listed> files, String next) {}

  @GetMapping("/users/{user}/files")
  Page list(
      @PathVariable String user,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "100") int limit) {
    int size = Math.max(1, Math.min(limit, LARGEST_PAGE));
    ListOptions options = ListOptions.DEFAULTS.recursive().pageSize(size + 1);
    if (!after.isEmpty()) {
      options = options.startAfter(after);
    }
    try (Stream<Entry> entries = users.of(user).entries("", options)) {
      List<Listed> found = entries.limit(size + 1L).map(UserController::listed).toList();
      return found.size() <= size
          ? new Page(found, null)
          : new Page(found.subList(0, size), found.get(size - 1).path());
    }
  }

  private static Listed listed(Entry entry) {
    FileInfo file = (FileInfo) entry;
    return new Listed(file.path().toString(), file.size(), file.lastModified());
  }

  @DeleteMapping("/users/{user}")
  ResponseEntity<Void> forget(@PathVariable String user) {
    users.of(user).clear();
    return ResponseEntity.noContent().build();
  }
}
