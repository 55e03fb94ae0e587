package com.example.service;

import dev.coffer.FileStore;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A service that writes one file and ends. */
@SpringBootApplication
public class ServiceApplication {
  /** Starts it, with the properties of its stores as arguments. */
  public static void main(String[] args) {
    SpringApplication.run(ServiceApplication.class, args).close();
  }

  @Bean
  CommandLineRunner write(FileStore data) {
    return args -> {
      data.write("settings", "dark");
      System.out.println(data.readString("settings"));
    };
  }
}
