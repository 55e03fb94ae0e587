package dev.coffer.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.coffer.ConflictException;
import dev.coffer.DeleteOptions;
import dev.coffer.FileStore;
import org.jspecify.annotations.Nullable;

/**
 * A conditional deletion. A deleted file keeps no mark of the call that deleted it, so after a lost
 * response a store may report that the outcome is unknown: neither a success nor a conflict would
 * be certain.
 */
final class Deleting implements ChaosCall {
  private final String content;
  private final @Nullable String anotherEtag;
  private String etag = "";

  private Deleting(String content, @Nullable String anotherEtag) {
    this.content = content;
    this.anotherEtag = anotherEtag;
  }

  /** Deletes the existing version. */
  static Deleting present() {
    return new Deleting("seen", null);
  }

  /** Deletes a version that does not exist. */
  static Deleting another(String etag) {
    return new Deleting("of another", etag);
  }

  @Override
  public void prepare(FileStore store) {
    String present = store.write("a", content).etag();
    etag = anotherEtag == null ? present : anotherEtag;
  }

  @Override
  public void run(FileStore store) {
    DeleteOptions options = DeleteOptions.DEFAULTS.ifMatch(etag);
    if (anotherEtag == null) {
      store.deleteFile("a", options);
    } else {
      refused(store, options);
    }
  }

  private static void refused(FileStore store, DeleteOptions options) {
    try {
      store.deleteFile("a", options);
    } catch (ConflictException e) {
      return;
    }
    fail("the deletion deleted what it must not");
  }

  /** A refusal is certain only if no request before it may have been carried out. */
  @Override
  public boolean mayEndUnknown(Mishap mishap) {
    return mishap.losesAnswer() && (anotherEtag != null || mishap.reachesServer());
  }

  @Override
  public void verify(FileStore store, ChaosOutcome ending) {
    boolean there = store.exists("a");
    if (there) {
      assertThat(store.readString("a")).isEqualTo(content);
    }
    if (anotherEtag != null || ending == ChaosOutcome.NOT_DONE) {
      assertThat(there).as("the file is there").isTrue();
    } else if (ending == ChaosOutcome.DONE) {
      assertThat(there).as("the file is there").isFalse();
    }
  }
}
