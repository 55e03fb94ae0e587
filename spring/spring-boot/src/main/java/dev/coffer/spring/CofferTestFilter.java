package dev.coffer.spring;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/** Leaves the components of the application out of a {@link CofferTest}; called by Spring. */
final class CofferTestFilter extends StandardAnnotationCustomizableTypeExcludeFilter<CofferTest> {
  CofferTestFilter(Class<?> test) {
    super(test);
  }
}
