package com.example.files;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import org.springframework.stereotype.Component;

/** The files of one user: a view that nothing outside can be named through. */
@Component
class UserFiles {
  private final FileStore files;

  UserFiles(FileStore files) {
    this.files = files;
  }

  FileStore of(String user) {
    return files.scoped("users/" + FilePath.ofFile(user));
  }
}
