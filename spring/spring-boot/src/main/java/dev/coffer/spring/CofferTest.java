package dev.coffer.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of what works with files alone: the application's stores, in memory, and none of its other
 * beans but those that the test imports.
 *
 * <pre>{@code
 * @CofferTest
 * @Import(Reports.class)
 * class ReportsTest {
 *   @Autowired Reports reports;
 *   @Autowired FileStore uploads;
 * }
 * }</pre>
 *
 * @see InMemoryFileStores
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(CofferTestBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(CofferTestFilter.class)
@ImportAutoConfiguration(CofferAutoConfiguration.class)
@InMemoryFileStores
public @interface CofferTest {
  /**
   * Properties of this test, as {@code name=value}.
   *
   * @return none unless given
   */
  String[] properties() default {};

  /**
   * Whether the stores are in memory.
   *
   * @return true unless given
   */
  @AliasFor(annotation = InMemoryFileStores.class, attribute = "enabled")
  boolean inMemory() default true;

  /**
   * Whether the application's components are left out.
   *
   * @return true unless given
   */
  boolean useDefaultFilters() default true;

  /**
   * The components that are needed besides.
   *
   * @return none unless given
   */
  Filter[] includeFilters() default {};

  /**
   * The components that are left out besides.
   *
   * @return none unless given
   */
  Filter[] excludeFilters() default {};
}
