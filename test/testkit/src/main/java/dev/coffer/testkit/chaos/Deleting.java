package dev.coffer.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.coffer.ConflictException;
import dev.coffer.DeleteOptions;
import dev.coffer.FileStore;
import org.jspecify.annotations.Nullable;

/**
 * A deletion on a condition. A deleted file has no mark of the call that deleted it, so after an
 * answer that was lost a store may not know what became of the file, and says so: neither a success
 * nor a conflict would be certain.
 */
final class Deleting implements ChaosCall {
  private final String content;
  private final @Nullable String anotherEtag;
  private String etag = "";

  private Deleting(String content, @Nullable String anotherEtag) {
    this.content = content;
    this.anotherEtag = anotherEtag;
  }

  /** Of the version that is there. */
  static Deleting present() {
    return new Deleting("seen", null);
  }

  /** Of a version that is not there. */
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
    fail("the deletion took what it should not");
  }

  /** A refusal is certain only if no request before it may have been carried out. */
  @Override
  public boolean mayEndUnknown(Mishap mishap) {
    return mishap.losesAnswer() && (anotherEtag != null || mishap.reachesServer());
  }

  @Override
  public void verify(FileStore store, Ending ending) {
    boolean there = store.exists("a");
    if (there) {
      assertThat(store.readString("a")).isEqualTo(content);
    }
    if (anotherEtag != null || ending == Ending.NOT_DONE) {
      assertThat(there).as("the file is there").isTrue();
    } else if (ending == Ending.DONE) {
      assertThat(there).as("the file is there").isFalse();
    }
  }
}
