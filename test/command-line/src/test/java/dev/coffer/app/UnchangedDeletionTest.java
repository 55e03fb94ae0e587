package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Capabilities;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnchangedDeletionTest {
  private final InMemoryFileStore store = new InMemoryFileStore();

  private void deletesWhatIsUnchanged(FileStore through) {
    store.write("old", "12345");
    store.write("written", "12345");
    store.write("gone", "12345");
    List<FileInfo> listed = store.walk("").toList();
    store.write("written", "new");
    store.delete("gone");
    UnchangedDeletion deletion = new UnchangedDeletion(through);
    listed.forEach(deletion::add);
    deletion.flush();
    assertThat(store.exists("old")).isFalse();
    assertThat(store.readString("written")).isEqualTo("new");
    assertThat(deletion.files()).isEqualTo(1);
    assertThat(deletion.bytes()).isEqualTo(5);
  }

  @Test
  void aFileThatWasWrittenSinceItWasListedStays() {
    deletesWhatIsUnchanged(store);
  }

  @Test
  void aStoreWithoutConditionsIsAskedAgain() {
    deletesWhatIsUnchanged(
        new ForwardingFileStore(store) {
          @Override
          public Capabilities capabilities() {
            return new Capabilities(Set.of(), Long.MAX_VALUE, 1);
          }
        });
  }
}
