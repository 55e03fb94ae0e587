package dev.coffer.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DaemonThreadsTest {
  @Test
  void aThreadKeepsNeitherTheProcessNorAClassLoaderAlive() {
    Thread thread = DaemonThreads.named("a-name").newThread(() -> {});
    assertThat(thread.getName()).isEqualTo("a-name");
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getContextClassLoader()).isNull();
    assertThat(thread.getState()).isEqualTo(Thread.State.NEW);
  }

  @Test
  void aThreadInheritsNothingOfTheOneThatMakesIt() throws InterruptedException {
    InheritableThreadLocal<String> of = new InheritableThreadLocal<>();
    of.set("the application's");
    String[] found = {"unknown"};
    Thread thread = DaemonThreads.unstarted("a-name", () -> found[0] = of.get());
    thread.start();
    thread.join();
    of.remove();
    assertThat(found[0]).isNull();
  }
}
