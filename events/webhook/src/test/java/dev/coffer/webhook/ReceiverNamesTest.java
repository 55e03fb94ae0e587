package dev.coffer.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.PermissionDeniedException;
import dev.coffer.delivery.TlsSettings;
import dev.coffer.event.FileEvent;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.event.Intent;
import dev.coffer.memory.InMemoryFileStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** By which name an outbox knows a receiver, and what receivers share. */
class ReceiverNamesTest {
  private static String name(String url) {
    return WebHook.builder(url).build().toString();
  }

  @Test
  void aNameShowsWhereTheReceiverIsAndNoKey() {
    assertThat(name("http://h")).isEqualTo("http://h");
    assertThat(name("http://h/")).isEqualTo("http://h/");
    assertThat(name("https://h:81/services/SECRET?key=SECRET"))
        .matches("https://h:81/[0-9a-f]{16}");
  }

  @Test
  void urlsThatDifferHaveNamesThatDo() {
    Set<String> names = new HashSet<>();
    Stream.of("/a", "/a?", "/a?token=Aa", "/a?token=BB", "/a/", "?a", "/b")
        .forEach(rest -> assertThat(names.add(name("http://h" + rest))).as(rest).isTrue());
  }

  @Test
  void twoReceiversOfOneNameAreRefused() {
    List<WebHook> same =
        List.of(
            WebHook.builder("http://h/x").header("X-Tenant", "a").build(),
            WebHook.builder("http://h/y").build(),
            WebHook.builder("http://h/x").header("X-Tenant", "b").build());
    assertThatThrownBy(
            () -> new WebHookFileStore(new InMemoryFileStore(), new InMemoryEventLog(), same))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("receivers 1 and 3 have the same name");
  }

  /** What is to be settled and cannot be would keep the thread of the settler for ever. */
  @Test
  void aStoreThatIsRefusedLeavesNoThread() {
    FilePath path = FilePath.of("a");
    InMemoryEventLog log = new InMemoryEventLog();
    log.begin(new Intent(FileEvent.Type.WRITTEN, List.of(path), Optional.empty()))
        .end(List.of(), List.of(path));
    FileStore hidden =
        new ForwardingFileStore(new InMemoryFileStore()) {
          @Override
          public Optional<FileInfo> stat(FilePath file) {
            throw new PermissionDeniedException(
                new ErrorContext("stat", file.toString(), "test"), null, null);
          }
        };
    List<WebHook> twice =
        List.of(WebHook.builder("http://h").build(), WebHook.builder("http://h").build());
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    assertThatThrownBy(() -> new WebHookFileStore(hidden, log, twice))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> new BatchedWebHookFileStore(hidden, log, twice))
        .isInstanceOf(ConfigurationException.class);
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .extracting(Thread::getName)
        .doesNotContain("coffer-settler", "coffer-courier");
  }

  @Test
  void receiversOfOneTlsConfigurationShareAClient() throws Exception {
    assertThat(JdkClients.of(Optional.empty())).isSameAs(JdkClients.of(Optional.empty()));
    SSLContext one = SSLContext.getDefault();
    assertThat(JdkClients.of(Optional.of(one))).isSameAs(JdkClients.of(Optional.of(one)));
    assertThat(TlsSettings.context(Optional.empty(), Optional.empty(), new char[0]))
        .isSameAs(TlsSettings.context(Optional.empty(), Optional.empty(), new char[0]));
  }
}
