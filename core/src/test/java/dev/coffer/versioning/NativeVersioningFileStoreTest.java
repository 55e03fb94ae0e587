package dev.coffer.versioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.PermissionDeniedException;
import dev.coffer.ReadOptions;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEvents;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.spi.Metrics;
import dev.coffer.spi.ServiceVersions;
import dev.coffer.spi.VersionPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who keeps versions, and what the versions of a service look like. */
class NativeVersioningFileStoreTest {
  private static final Instant T1 = Instant.parse("2026-11-30T10:00:00Z");
  private static final Instant T2 = T1.plusSeconds(10);
  private static final Instant T3 = T1.plusSeconds(20);

  private final KeepingService service = new KeepingService();

  private FileStore chosen() {
    return NativeVersioningFileStore.ifEnabled(service, Retention.ALL);
  }

  private FileStore required() {
    return NativeVersioningFileStore.of(service, Retention.ALL).orElseThrow();
  }

  private static FileVersions versions(FileStore store) {
    return store.unwrap(FileVersions.class).orElseThrow();
  }

  private static List<String> ids(FileStore store, String path) {
    return versions(store).versions(path).stream().map(FileVersion::id).toList();
  }

  private boolean hasVersionsOfTheLayer() {
    return KeptVersions.areIn(service);
  }

  @Test
  void whereTheServiceKeepsVersionsChangesGoStraightThrough() {
    FileStore store = chosen();
    store.write("a", "1");
    store.write("a", "2");
    store.delete("a");
    assertThat(hasVersionsOfTheLayer()).isFalse();
    assertThat(service.asked).hasValue(1);
    service.with("a", "v1", T1, false, false);
    assertThat(ids(store, "a")).containsExactly("v1");
    assertThat(service.asked).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"DISABLED", "SUSPENDED"},
      value = ServiceVersions.State.class)
  void whereTheServiceKeepsNoneTheLayerDoes(ServiceVersions.State state) {
    service.state = state;
    FileStore store = chosen();
    store.write("a", "1");
    store.write("a", "2");
    assertThat(hasVersionsOfTheLayer()).isTrue();
    assertThat(ids(store, "a")).hasSize(1);
    assertThat(service.asked).hasValue(1);
  }

  @Test
  void whereTheLayerHasKeptVersionsItGoesOn() {
    FileStore layer = new VersioningFileStore(service);
    layer.write("a", "1");
    layer.write("a", "2");
    FileStore store = chosen();
    store.write("a", "3");
    assertThat(ids(store, "a")).hasSize(2);
  }

  @Test
  void theModeIsForTheOneWhoSetsIt() {
    FileStore layer = new VersioningFileStore(service);
    layer.write("a", "1");
    layer.write("a", "2");
    service.with("a", "v1", T1, false, false);
    assertThat(ids(required(), "a")).containsExactly("v1");
  }

  @ParameterizedTest
  @EnumSource(
      names = {"DISABLED", "SUSPENDED"},
      value = ServiceVersions.State.class)
  void aServiceThatMustKeepVersionsAndDoesNotIsAnError(ServiceVersions.State state) {
    service.state = state;
    FileStore store = required();
    assertThatThrownBy(() -> store.write("a", "1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("switch it on");
    assertThatThrownBy(() -> versions(store).versions("a"))
        .isInstanceOf(ConfigurationException.class);
    assertThat(store.exists("a")).isFalse();
    service.state = ServiceVersions.State.ENABLED;
    store.write("a", "1");
    assertThat(store.readString("a")).isEqualTo("1");
  }

  @Test
  void withoutAnAnswerNothingIsGuessed() {
    FileStore store = chosen();
    service.refusal =
        new ConnectionException(new ErrorContext("ask", "", "test"), "no answer", null);
    assertThatThrownBy(() -> store.write("a", "1")).isInstanceOf(ConnectionException.class);
    service.refusal =
        new PermissionDeniedException(new ErrorContext("ask", "", "test"), "no", null);
    assertThatThrownBy(() -> store.write("a", "1"))
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageContaining("versioning.mode=layer")
        .hasMessageStartingWith("ask");
    assertThat(store.exists("a")).isFalse();
    service.refusal = null;
    store.write("a", "1");
    assertThat(store.readString("a")).isEqualTo("1");
  }

  @Test
  void openingAndReadingAskNothing() {
    FileStore store = chosen();
    assertThat(store.list("")).isEmpty();
    assertThat(store.exists("a")).isFalse();
    assertThat(store.capabilities()).isNotNull();
    assertThat(store.unwrap(Metrics.class)).isEmpty();
    assertThat(store.unwrap(FileVersions.class)).isPresent();
    assertThat(store.toString()).isEqualTo("Versioning(" + service + ")");
    assertThat(service.asked).hasValue(0);
  }

  @Test
  void aStoreWithoutAServiceHasTheLayer() {
    InMemoryFileStore memory = new InMemoryFileStore();
    assertThat(NativeVersioningFileStore.of(memory, Retention.ALL)).isEmpty();
    assertThat(NativeVersioningFileStore.ifEnabled(memory, Retention.ALL))
        .isInstanceOf(VersioningFileStore.class);
  }

  @Test
  void theCurrentFileIsNoEarlierVersion() {
    service.with("a", "now", T3, true, false).with("a", "old", T1, false, false);
    assertThat(ids(required(), "a")).containsExactly("old");
    try (Stream<FileHistory> all = versions(required()).histories("")) {
      FileHistory only = all.toList().get(0);
      assertThat(only.current().orElseThrow().etag()).isEqualTo("enow");
      assertThat(only.versions()).extracting(FileVersion::id).containsExactly("old");
    }
  }

  @Test
  void aMomentHasTheFilesThatWereThere() {
    service
        .with("a", "a2", T3, true, false)
        .with("a", "a1", T1, false, false)
        .with("d/b", "gone", T3, true, true)
        .with("d/b", "b1", T2, false, false)
        .with("d/c", "c1", T1, true, false);
    FileStore first = versions(required()).asOf(T1);
    FileStore second = versions(required()).asOf(T2);
    FileStore third = versions(required()).asOf(T3);
    assertThat(first.list("")).containsExactly("a", "d/");
    assertThat(first.list("d")).containsExactly("d/c");
    assertThat(second.list("d")).containsExactly("d/b", "d/c");
    assertThat(third.list("d")).containsExactly("d/c");
    assertThat(second.readString("a")).isEqualTo("a1");
    assertThat(third.readString("a")).isEqualTo("a2");
    assertThat(second.readString("d/b")).isEqualTo("b1");
    assertThat(third.exists("d/b")).isFalse();
    FileInfo info = second.stat("d/b").orElseThrow();
    assertThat(info.path()).isEqualTo(FilePath.of("d/b"));
    try (var opened = second.read(FilePath.of("d/b"), ReadOptions.DEFAULTS)) {
      assertThat(opened.info().path()).isEqualTo(FilePath.of("d/b"));
    }
    assertThat(versions(required()).asOf(T1.minusNanos(1)).list("")).isEmpty();
  }

  @Test
  void aRestoreIsAnnouncedAsAWriteOfTheFile() throws InterruptedException {
    service.with("a", "v1", T1, false, false);
    LinkedBlockingQueue<FileEvent> told = new LinkedBlockingQueue<>();
    try (AnnouncingFileStore store = new AnnouncingFileStore(required(), new InMemoryEventLog())) {
      FileEvents.Subscription unused =
          store.unwrap(FileEvents.class).orElseThrow().subscribe("**", told::add);
      FileInfo restored = versions(store).restore("a", "v1");
      FileEvent event = told.poll(60, TimeUnit.SECONDS);
      assertThat(event.type()).isEqualTo(FileEvent.Type.WRITTEN);
      assertThat(event.path()).isEqualTo(FilePath.of("a"));
      assertThat(event.source()).isEmpty();
      assertThat(restored.path()).isEqualTo(FilePath.of("a"));
      assertThat(store.readString("a")).isEqualTo("v1");
    }
  }

  @Test
  void aPruneNeverTouchesTheNewestVersionOrTheCurrentFile() {
    Retention one = new Retention(OptionalInt.of(1), Optional.empty(), List.of());
    service
        .with("a", "now", T3, true, false)
        .with("a", "a2", T2, false, false)
        .with("a", "a1", T1, false, false)
        .with("b", "gone", T3, true, true)
        .with("b", "b1", T1, false, false);
    FileStore store = NativeVersioningFileStore.of(service, one).orElseThrow();
    assertThat(versions(store).prune(true).pruned()).hasSize(1);
    assertThat(service.deleted).isEmpty();
    assertThat(versions(store).prune(false).pruned()).hasSize(1);
    assertThat(service.deleted).containsExactly("a a1");
  }

  @Test
  void aPruneLeavesADeletionThatHidesAnOlderVersion() {
    Retention thin =
        new Retention(
            OptionalInt.empty(),
            Optional.empty(),
            List.of(new ThinningStep(Duration.ofSeconds(10), Optional.empty())));
    service
        .with("a", "now", T3, true, false)
        .with("a", "b2", T2.plusSeconds(3), false, false)
        .with("a", "gone", T2.plusSeconds(2), false, true)
        .with("a", "b1", T2.plusSeconds(1), false, false)
        .with("a", "a1", T1, false, false);
    FileStore store = NativeVersioningFileStore.of(service, thin).orElseThrow();
    assertThat(versions(store).prune(false).pruned()).hasSize(1);
    assertThat(service.deleted).containsExactly("a b1");
  }

  @Test
  void aPruneRemovesDeletionsOfWhatARuleOfTheBucketRemoved() {
    Retention month =
        new Retention(OptionalInt.empty(), Optional.of(Duration.ofDays(30)), List.of());
    service.with("a", "gone", T3, true, true).with("a", "gone before", T2, false, true);
    FileStore store = NativeVersioningFileStore.of(service, month).orElseThrow();
    assertThat(versions(store).prune(false).pruned())
        .hasSize(2)
        .allMatch(one -> one.reason().contains("gone"));
    assertThat(service.deleted).containsExactly("a gone", "a gone before");
  }

  @Test
  void aViewReachesItsOwnVersions() {
    service.with("d/a", "v1", T1, false, false).with("a", "v2", T1, false, false);
    try (FileStore view = required().scoped("d")) {
      assertThat(ids(view, "a")).containsExactly("v1");
      assertThat(versions(view).read("a", "v1")).asString(UTF_8).isEqualTo("v1");
      FileInfo restored = versions(view).restore("a", "v1");
      assertThat(restored.path()).isEqualTo(FilePath.of("a"));
      assertThat(versions(view).asOf(T3).list("")).containsExactly("a");
    }
    assertThat(service.readString("d/a")).isEqualTo("v1");
    assertThat(service.exists("a")).isFalse();
  }

  @Test
  void anyIdIsAPathAndBack() {
    FilePath file = FilePath.of("d/" + "é".repeat(100) + "/a".repeat(200));
    for (String id : List.of("null", "3sL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY", "1/2 ä", "x", "..")) {
      VersionPath version = new VersionPath(FilePath.of("d/a"), id);
      assertThat(VersionPath.of(version.path())).contains(version);
      assertThat(VersionPath.of(FilePath.of("v").resolve(version.path())))
          .contains(new VersionPath(FilePath.of("v/d/a"), id));
    }
    assertThat(VersionPath.isPossible("")).isFalse();
    assertThat(VersionPath.isPossible("x".repeat(251))).isFalse();
    assertThat(VersionPath.of(file)).isEmpty();
    assertThat(VersionPath.of(KeptVersions.file(FilePath.of("a"), VersionId.unique(T1)))).isEmpty();
  }
}
