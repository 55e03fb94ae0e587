package dev.coffer.spring;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/** Makes the context of a {@link CofferTest}; called by Spring. */
final class CofferTestBootstrapper extends TestSliceTestContextBootstrapper<CofferTest> {
  CofferTestBootstrapper() {}
}
