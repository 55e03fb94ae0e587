package dev.coffer.spring;

import dev.coffer.FilePath;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Writes a path as its text where the application writes JSON, such as that of a file's info. */
@AutoConfiguration
@ConditionalOnClass(JacksonModule.class)
final class CofferJacksonAutoConfiguration {
  @Bean
  JacksonModule cofferPathsInJson() {
    return new SimpleModule("coffer-paths")
        .addSerializer(FilePath.class, ToStringSerializer.instance);
  }
}
