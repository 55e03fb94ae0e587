package dev.coffer.documentation;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * A block of Java as a program: a block with a public type is a complete file; any other is the
 * body of a main method, perhaps after imports, and has a {@code store} unless it makes one. If it
 * calls {@code s3} or {@code storage}, it has the client of that service too.
 */
final class Example {
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("^public .*?(?:class|record|interface|enum) (\\w+)", Pattern.MULTILINE);

  private static final Pattern IMPORT = Pattern.compile("(?:import [^;]+;\\s*)+");

  private static final String IMPORTS =
      """
      import dev.coffer.*;
      import dev.coffer.audit.*;
      import dev.coffer.cache.*;
      import dev.coffer.config.*;
      import dev.coffer.compression.*;
      import dev.coffer.delivery.*;
      import dev.coffer.event.*;
      import dev.coffer.local.*;
      import dev.coffer.memory.*;
      import dev.coffer.micrometer.*;
      import dev.coffer.observe.*;
      import dev.coffer.replicate.*;
      import dev.coffer.redis.*;
      import dev.coffer.retry.*;
      import dev.coffer.spi.*;
      import dev.coffer.testkit.*;
      import dev.coffer.testkit.model.*;
      import dev.coffer.versioning.*;
      import dev.coffer.webhook.*;
      import io.micrometer.core.instrument.MeterRegistry;
      import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
      import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
      import io.micrometer.observation.ObservationRegistry;
      import java.io.*;
      import java.net.URI;
      import java.nio.charset.StandardCharsets;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.time.Duration;
      import java.time.Instant;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.concurrent.atomic.*;
      import java.util.stream.*;
      """;

  private static final String BODY =
      """
      class Example {
        static FileStore store = new InMemoryFileStore();
      %s
        public static void main(String[] args) throws Exception {
      %s
        }
      }
      """;

  private static final Map<String, String> CLIENTS =
      Map.of(
          "s3",
          """
            static final software.amazon.awssdk.services.s3.S3Client s3 =
                software.amazon.awssdk.services.s3.S3Client.create();
          """,
          "storage",
          """
            static final com.google.cloud.storage.Storage storage =
                com.google.cloud.storage.StorageOptions.http()
                    .setHost(System.getenv("STORAGE_EMULATOR_HOST"))
                    .setProjectId("project")
                    .setCredentials(com.google.cloud.NoCredentials.getInstance())
                    .build()
                    .getService();
          """);

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** One for all examples: it has read what is on the class path. */
  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8);

  private final String name;
  private final String source;

  Example(Block block) {
    Matcher type = PUBLIC_TYPE.matcher(block.text());
    boolean whole = type.find();
    this.name = whole ? type.group(1) : "Example";
    this.source = IMPORTS + (whole ? block.text() : program(block));
  }

  private static String program(Block block) {
    Matcher imports = IMPORT.matcher(block.text());
    int start = imports.lookingAt() ? imports.end() : 0;
    String body = block.text().substring(start);
    return block.text().substring(0, start) + BODY.formatted(clientsOf(body), body);
  }

  private static String clientsOf(String body) {
    return CLIENTS.entrySet().stream()
        .filter(client -> body.contains(client.getKey() + "."))
        .map(Map.Entry::getValue)
        .collect(Collectors.joining());
  }

  /** Compiles into a directory and returns the output of the compiler. */
  String compile(Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve(name + ".java"), source);
    FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(directory));
    StringWriter messages = new StringWriter();
    COMPILER
        .getTask(messages, FILES, null, List.of("-proc:none"), null, FILES.getJavaFileObjects(file))
        .call();
    return messages.toString();
  }

  /** The call that runs what was compiled, for a user with this home directory. */
  List<String> command(Path directory, Path home) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = directory + File.pathSeparator + System.getProperty("java.class.path");
    return List.of(
        java,
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Duser.home=" + home,
        "-cp",
        classes,
        name);
  }
}
