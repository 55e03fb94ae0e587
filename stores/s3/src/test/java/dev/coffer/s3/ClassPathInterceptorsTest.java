package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What an application lets the SDK do with each request is done with each. */
@Tag("one-jdk")
class ClassPathInterceptorsTest {
  private static final String OWNER = "x-amz-expected-bucket-owner";

  private final WatchedS3 service = new WatchedS3();

  @AfterEach
  void close() {
    service.close();
  }

  /** Adds a header that guards the bucket. */
  public static final class Guard implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(
        Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
      return context.httpRequest().toBuilder().putHeader(OWNER, "111122223333").build();
    }
  }

  @Test
  void thoseOfTheClassPathSeeEveryRequest(@TempDir Path folder) throws Exception {
    Path list = folder.resolve("software/amazon/awssdk/global/handlers/execution.interceptors");
    Files.createDirectories(list.getParent());
    Files.writeString(list, Guard.class.getName());
    String unused =
        Program.runJava(
            ReadingProgram.class,
            List.of("-Xbootclasspath/a:" + folder),
            service.server().keys(),
            "s3://bucket?endpoint=" + service.http.baseUrl());
    assertThat(service.http.getAllServeEvents())
        .hasSize(4)
        .allMatch(event -> event.getRequest().containsHeader(OWNER));
  }

  @Test
  void anOptionSwitchesDirectRequestsOff() {
    FileStoreConfig config =
        FileStoreConfig.builder()
            .uri("s3://bucket/p?direct-requests=false&endpoint=" + service.http.baseUrl())
            .environment(service.server().keys())
            .build();
    try (FileStore store = FileStores.open(config)) {
      store.write("a", "12345");
      store.write("a", "12345");
    }
    assertThat(service.writes()).containsExactly(2, 0);
  }

  @Test
  void directRequestsCanBeSwitchedOff() {
    try (S3FileStore store = service.builder().directRequests(false).build()) {
      for (int i = 0; i < 2; i++) {
        store.write("a", "12345");
        assertThat(store.readString("a")).isEqualTo("12345");
        assertThat(store.exists("a")).isTrue();
      }
    }
    assertThat(service.reads()).containsExactly(2, 0);
    assertThat(service.looks()).containsExactly(2, 0);
    assertThat(service.writes()).containsExactly(2, 0);
  }
}
