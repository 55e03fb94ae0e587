package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.test.context.ContextConfiguration;

@CofferTest(
    properties = {
      "coffer.stores.uploads.uri=s3://a-bucket-that-no-test-shall-see",
      "coffer.stores.archive.uri=file:/nowhere"
    })
@ContextConfiguration(classes = CofferTestSliceTest.Application.class)
@Import(CofferTestSliceTest.Wanted.class)
class CofferTestSliceTest {
  @SpringBootApplication
  static class Application {}

  @Component
  static class Unwanted {
    Unwanted() {
      throw new AssertionError("a slice does not have the application's components");
    }
  }

  record Wanted(FileStore uploads) {}

  @Autowired private FileStore uploads;
  @Autowired private FileStore archive;
  @Autowired private Wanted wanted;
  @Autowired private ApplicationContext context;

  @Value("coffer:uploads/a")
  private Resource file;

  @RepeatedTest(2)
  void eachTestBeginsWithEmptyStoresInMemory() {
    assertThat(uploads.exists("a")).isFalse();
    uploads.write("a", "x");
    assertThat(file.exists()).isTrue();
    assertThat(archive.exists("a")).isFalse();
    assertThat(uploads.name()).isEqualTo("memory");
  }

  @Test
  void importedBeansAreThere() {
    assertThat(wanted.uploads()).isSameAs(uploads);
    assertThat(context.getBeansOfType(Unwanted.class)).isEmpty();
  }
}
