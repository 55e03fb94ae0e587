package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/** What the page about Spring Boot shows works as shown. */
class SpringPageTest {
  private static final Pattern TYPE = Pattern.compile("^public class (\\w+)", Pattern.MULTILINE);

  private static final String IMPORTS =
      """
      import static java.nio.charset.StandardCharsets.UTF_8;
      import static org.assertj.core.api.Assertions.assertThat;
      import dev.coffer.*;
      import dev.coffer.event.*;
      import dev.coffer.spring.*;
      import jakarta.servlet.http.HttpServletRequest;
      import java.io.*;
      import java.util.List;
      import org.junit.jupiter.api.Test;
      import org.springframework.beans.factory.annotation.*;
      import org.springframework.context.annotation.Import;
      import org.springframework.context.event.EventListener;
      import org.springframework.core.io.*;
      import org.springframework.core.io.support.ResourcePatternResolver;
      import org.springframework.http.*;
      import org.springframework.stereotype.*;
      import org.springframework.web.bind.annotation.*;
      """;

  @TempDir private Path directory;

  @Test
  void theJavaCompiles() throws IOException {
    List<String> blocks = SpringPage.blocks("java spring");
    assertThat(blocks).hasSizeGreaterThan(4);
    for (String block : blocks) {
      Matcher type = TYPE.matcher(block);
      assertThat(type.find()).as(block).isTrue();
      Files.writeString(directory.resolve(type.group(1) + ".java"), IMPORTS + block);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        var sources = Files.list(directory)) {
      List<String> options = List.of("-proc:none", "-nowarn", "-d", directory.toString());
      assertThat(
              compiler
                  .getTask(
                      messages,
                      files,
                      null,
                      options,
                      null,
                      files.getJavaFileObjects(sources.toArray(Path[]::new)))
                  .call())
          .as(messages.toString())
          .isTrue();
    }
  }

  static List<String> properties() throws IOException {
    return SpringPage.blocks("yaml");
  }

  @ParameterizedTest
  @MethodSource("properties")
  void thePropertiesAreThoseOfAnApplicationThatStarts(String yaml) throws IOException {
    PropertySource<?> source =
        new YamlPropertySourceLoader()
            .load("page", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
            .get(0);
    new ApplicationContextRunner()
        .withInitializer(context -> context.getEnvironment().getPropertySources().addFirst(source))
        .withConfiguration(AutoConfigurations.of(CofferAutoConfiguration.class))
        .withPropertyValues("AWS_ACCESS_KEY_ID=x")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context.getBean(FileStore.class)).isNotNull();
            });
  }
}
