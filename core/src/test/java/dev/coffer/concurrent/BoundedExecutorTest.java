package dev.coffer.concurrent;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Undeclared;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import org.junit.jupiter.api.Test;

class BoundedExecutorTest {
  @Test
  void whatATaskThrowsIsThrownOnceByTheNextCallOrTheClose() throws Exception {
    IllegalArgumentException broken = new IllegalArgumentException();
    BoundedExecutor tasks = new BoundedExecutor(1);
    tasks.run(
        () -> {
          throw broken;
        });
    assertThatThrownBy(tasks::close).isSameAs(broken);
    tasks.close();
  }

  @Test
  void anExceptionThatIsNotDeclaredIsNotLost() throws Exception {
    IOException undeclared = new IOException("of the test");
    BoundedExecutor tasks = new BoundedExecutor(1);
    tasks.run(
        () -> {
          throw Undeclared.thrown(undeclared);
        });
    assertThatThrownBy(tasks::close)
        .isInstanceOf(UndeclaredThrowableException.class)
        .hasCause(undeclared);
  }
}
