package dev.coffer.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * On a test class with an application context: each configured store is empty and in memory,
 * whatever its properties say, and is emptied after each test. Names, qualifiers and resources are
 * those of the application; options are not read. Beans that the application defines itself are
 * left as they are.
 *
 * <pre>{@code
 * @SpringBootTest
 * @InMemoryFileStores
 * class UploadTest { … }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface InMemoryFileStores {
  /**
   * Whether the stores are in memory.
   *
   * @return true unless a test of a subclass wants the configured ones
   */
  @PropertyMapping(ConfiguredStores.IN_MEMORY)
  boolean enabled() default true;
}
