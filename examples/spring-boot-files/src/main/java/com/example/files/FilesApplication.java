package com.example.files;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Files of users over HTTP. */
@SpringBootApplication
public class FilesApplication {
  public static void main(String[] args) {
    SpringApplication.run(FilesApplication.class, args);
  }
}
