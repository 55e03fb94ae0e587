package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConfigurationException;
import dev.coffer.fakegcs.FakeGcsServer;
import dev.coffer.testkit.Fault;
import dev.coffer.testkit.Requests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that sends its clients to another one, which must not see what is sent. */
class RedirectsTest extends ServerOfItsOwn {
  private final FakeGcsServer elsewhere = new FakeGcsServer();

  @BeforeEach
  void writeAFile() {
    elsewhere.createBucket("bucket");
    store.write("a", "x");
  }

  @AfterEach
  void closeTheOther() {
    elsewhere.close();
  }

  private void redirect(int status) {
    String location = elsewhere.uri() + "/storage/v1/b/bucket/o/a";
    network.inject(Fault.answer(status, Map.of("Location", location), ""), Requests.all());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void noRedirectIsFollowed(int status) {
    redirect(status);
    for (Runnable call :
        List.<Runnable>of(
            () -> store.stat("a"),
            () -> store.readString("a"),
            () -> store.list(""),
            () -> store.write("a", "y"),
            () -> store.write("a", new byte[2 * GcsLimits.PART_UNIT]),
            () -> store.copy("a", "b"),
            () -> store.deleteFile("a"),
            () -> store.deleteAll(List.of("a", "b")))) {
      assertThat(assertThrows(ConfigurationException.class, call::run))
          .hasMessageContaining("redirects")
          .hasMessageContaining("status " + status);
    }
    assertThat(elsewhere.requests()).isEmpty();
  }

  @Test
  void aBucketIsNotMissingForWhatAnotherServerSays() {
    redirect(302);
    assertThrows(ConfigurationException.class, () -> store.exists("b"));
  }
}
