package dev.coffer.spring;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Empties the stores that are in memory for tests, since contexts are shared by test classes. */
final class InMemoryFileStoresCleaner implements TestExecutionListener {
  @Override
  public void afterTestMethod(TestContext test) {
    if (test.hasApplicationContext()
        && test.getApplicationContext() instanceof ConfigurableApplicationContext context) {
      ConfigurableListableBeanFactory beans = context.getBeanFactory();
      if (beans.containsSingleton(ConfiguredStores.BEAN)) {
        beans.getBean(ConfiguredStores.BEAN, ConfiguredStores.class).clearInMemory();
      }
    }
  }
}
