package dev.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.local.MountedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers that a configuration names, and layers that code gives. */
final class LayersTest {
  private static final String SERVICES =
      String.join(
          "\n",
          PlugInLayers.Inner.class.getName(),
          PlugInLayers.Outer.class.getName(),
          PlugInLayers.Last.class.getName());

  @TempDir Path folder;

  @BeforeEach
  void forget() {
    PlugInLayers.EVENTS.clear();
  }

  @Test
  void operationsAreObservedUnlessThatIsSwitchedOff() {
    assertThat(FileStores.open("memory:n")).hasToString("Observed(Memory(memory:n))");
    assertThat(FileStores.open("memory:n?observe=off")).hasToString("Memory(memory:n)");
  }

  @Test
  void layersStandWhereTheirPositionIs() {
    assertThat(nest("memory:n?last=on&inner=on&outer=on"))
        .isEqualTo("Outer(Inner(Last(Memory(memory:n))))");
  }

  @Test
  void aLayerThatNothingSwitchesOnIsNotThere() {
    assertThat(nest("memory:n?outer=on&inner=off")).isEqualTo("Outer(Memory(memory:n))");
    assertThat(nest("memory:n")).isEqualTo("Memory(memory:n)");
  }

  @Test
  void aVariableSwitchesALayerOnToo() {
    FileStoreConfig config =
        FileStoreConfig.builder()
            .uri("memory:n?observe=off")
            .environment(Map.of("COFFER_OUTER", "on"))
            .build();
    assertThat(with(() -> FileStores.open(config).toString())).isEqualTo("Outer(Memory(memory:n))");
  }

  @Test
  void theOptionLayersSetsTheOrderOfThoseItNames() {
    assertThat(nest("memory:n?last=on&inner=on&outer=on&layers=last,%20INNER"))
        .isEqualTo("Outer(Last(Inner(Memory(memory:n))))");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "inner=on&layers=iner|unknown layer 'iner'; did you mean 'inner'?",
        "inner=on&layers=inner,inner|layers names 'inner' twice",
        "inner=on&layers=inner,outer|layers names 'outer', which no option switches on: give outer",
        "outer=on&inner=on&layers=inner,outer|'outer' must be outside of 'inner': it announces"
            + " what users change",
        "last=on&outer=on&layers=last,outer|'outer' must be outside of 'last': it announces",
        "inner=on&observe=on&layers=inner,observed|'observed' must be outside of 'inner': it"
            + " reports what users do",
        "outer=on&scope=a&layers=outer,scoped|'scoped' must be outside of 'outer': what is"
            + " around it"
      })
  void whatCannotWorkIsRefusedWithTheReason(String parameters, String reason) {
    assertRefused(() -> nest("memory:n?" + parameters), reason);
  }

  @Test
  void aStoreThatKeepsNoVersionsCannotBeAskedTo() {
    assertThat(nest("memory:n?observe=off&versioning=on"))
        .isEqualTo("Versioning(Memory(memory:n))");
    assertRefused(
        () -> nest("memory:n?versioning=on&versioning.mode=native"),
        "this store cannot keep versions by itself: set versioning.mode=layer");
    assertRefused(() -> nest("memory:n?versioning.mode=layer"), "has no effect without versioning");
    assertRefused(
        () -> nest("memory:n?versioning.conditions=best-effort"),
        "has no effect without versioning");
    assertThat(nest("memory:n?observe=off&versioning=on&versioning.conditions=best-effort"))
        .startsWith("Versioning(");
  }

  @Test
  void anOptionThatNobodyKnowsNamesTheNearestOfALayer() {
    assertRefused(() -> nest("memory:?oter=on"), "unknown option 'oter'; did you mean 'outer'?");
    assertRefused(() -> nest("memory:?layer=outer"), "did you mean 'layers'?");
  }

  @Test
  void aSecretOfALayerIsRefusedInAUri() {
    assertRefused(() -> nest("memory:?outer.key=hush"), "the URI holds the secret 'outer.key'");
  }

  @Test
  void twoLayersOfOneNameAreRefused() {
    String twice =
        PlugInLayers.Inner.class.getName() + "\n" + PlugInLayers.SecondInner.class.getName();
    assertRefused(
        () ->
            PlugIns.with(
                folder, LayerProvider.class, twice, () -> FileStores.open("memory:").toString()),
        "the layer 'inner' is claimed twice");
  }

  @Test
  void aLayerThatCannotBeLoadedIsAnErrorAndNotAbsent() {
    assertRefused(
        () ->
            PlugIns.with(
                folder,
                LayerProvider.class,
                "no.such.Layer",
                () -> FileStores.open("memory:").toString()),
        "no.such.Layer");
  }

  @Test
  void closingGoesFromTheOutsideToTheInside() {
    FileStore store = with(() -> FileStores.open("memory:?outer=on&inner=on"));
    store.close();
    assertThat(PlugInLayers.EVENTS)
        .containsExactly("open inner", "open outer", "close outer", "close inner");
  }

  @Test
  void aLayerThatCannotBeOpenedClosesWhatIsOpen() {
    assertThatThrownBy(() -> nest("memory:?outer=broken&inner=on"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("outer cannot be opened");
    assertThat(PlugInLayers.EVENTS).containsExactly("open inner", "close inner");
  }

  @Test
  void theAssemblyTellsTheLayersAndWhereTheirOptionsCameFrom() {
    FileStoreConfig config =
        FileStoreConfig.builder()
            .uri("memory:n?outer=on&observe=off")
            .option("outer.key", "hush")
            .environment(Map.of("COFFER_INNER", "on"))
            .build();
    Assembly assembly = with(() -> FileStores.assembly(config));
    assertThat(assembly).hasToString("outer → inner → memory");
    assertThat(assembly.layers().get(0).settings().all())
        .containsExactly(
            new Setting("outer", "on", Setting.URI),
            new Setting("outer.key", "***", Setting.OPTION));
    assertThat(assembly.layers().get(1).settings().all())
        .containsExactly(new Setting("inner", "on", "environment variable COFFER_INNER"));
    assertThat(PlugInLayers.EVENTS).isEmpty();
  }

  @Test
  void layersOfCodeStandAroundTheConfiguredOnesTheFirstOutermost() {
    String nest =
        with(
            () ->
                FileStores.builder()
                    .store("memory:n?observe=off")
                    .option("inner", "on")
                    .layer(FirstFileStore::new)
                    .layer(SecondFileStore::new)
                    .open()
                    .toString());
    assertThat(nest).isEqualTo("First(Second(Inner(Memory(memory:n))))");
  }

  @Test
  void aLayerOfCodeThatFailsClosesTheStore() {
    assertThatThrownBy(
            () ->
                with(
                    () ->
                        FileStores.builder()
                            .store("memory:?inner=on")
                            .layer(
                                next -> {
                                  throw new IllegalStateException("no");
                                })
                            .open()))
        .hasMessage("no");
    assertThat(PlugInLayers.EVENTS).containsExactly("open inner", "close inner");
  }

  @Test
  void aScopeIsTheRootAndClosesTheStoreWithIt() {
    FileStore store = with(() -> FileStores.open("memory:LayersTest?inner=on&scope=users/ada"));
    store.write("a", "1");
    assertThat(store).hasToString("Scoped(Observed(Inner(Memory(memory:LayersTest))), users/ada)");
    store.close();
    assertThat(PlugInLayers.EVENTS).containsExactly("open inner", "close inner");
    try (FileStore whole = FileStores.open("memory:LayersTest")) {
      assertThat(whole.readString("users/ada/a")).isEqualTo("1");
    }
  }

  @Test
  void aScopeThatLeadsOutIsRefused() {
    assertRefused(() -> nest("memory:?scope=../x"), "scope is no directory of a store");
  }

  // ---- State directories

  @Test
  void aLocalStoreKeepsTheFilesOfItsLayersInItsOwnArea() {
    Path root = folder.resolve("root");
    try (FileStore store = with(() -> FileStores.open("file:" + root + "?outer=state"))) {
      store.write("a", "1");
      assertThat(root.resolve(".coffer/state/outer")).isDirectory();
      assertThat(store.list("")).containsExactly("a");
    }
  }

  @Test
  void theOptionStateHoldsADirectoryForEachStore() {
    for (String name : List.of("one", "two/b", "two_b")) {
      FileStoreConfig config =
          FileStoreConfig.builder()
              .type("memory")
              .path(name)
              .option("outer", "state")
              .option("state", folder.resolve("state").toString())
              .environment(Map.of())
              .build();
      with(() -> FileStores.open(config)).close();
      with(() -> FileStores.open(config)).close();
    }
    assertThat(folder.resolve("state"))
        .isDirectoryContaining(file -> file.getFileName().toString().startsWith("memory_one-"))
        .isDirectoryContaining("glob:**/memory_two_b-*");
    assertThat(folder.resolve("state").toFile().list()).hasSize(3);
  }

  @Test
  void whatEndsWithTheProcessHasNoStateDirectoryOfItsOwn() {
    assertRefused(() -> nest("memory:?outer=state"), "name one with 'state'");
  }

  @Test
  void aStateDirectoryThatCannotBeMadeIsSaidToBeSo() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertRefused(
        () -> nest("memory:?outer=state&state=" + file), "'outer' cannot have a directory");
  }

  @Test
  void aStateDirectoryThatTheUsersOfTheStoreCouldDeleteIsRefused() {
    Path root = folder.resolve("root");
    for (String state : List.of("", "/state", "/d/../state")) {
      String uri = "file:" + root + "?outer=state&state=" + root + state;
      assertRefused(() -> nest(uri), "'state' lies in the store");
    }
    String area = root + "/.coffer/state";
    with(() -> FileStores.open("file:" + root + "?outer=state&state=" + area)).close();
    with(() -> FileStores.open("file:" + root + "?outer=state&state=" + folder)).close();
  }

  @Test
  @SuppressWarnings("try") // it is mounted meanwhile
  void aStateDirectoryWithinTheStoreIsRefusedByASecondMountOfItToo() throws IOException {
    Path root = Files.createDirectories(folder.resolve("root"));
    Path mount = Files.createDirectory(folder.resolve("mount"));
    try (MountedDisk bound = MountedDisk.bound(root, mount)) {
      String state = "file:" + root + "?outer=state&state=" + mount.resolve("state");
      assertRefused(() -> nest(state), "'state' lies in the store");
    }
    assertThat(root).isEmptyDirectory();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only there can root give a file away")
  void whatRootMakesInTheRootOfAnotherUserIsThatUsers() throws Exception {
    assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root gives files away");
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.setAttribute(root, "unix:uid", 12345);
    Files.setAttribute(root, "unix:gid", 54321);
    FileStoreConfig config =
        FileStoreConfig.builder()
            .uri("file:" + root + "?outer=state")
            .environment(Map.of())
            .build();
    try (FileStore store = with(() -> FileStores.open(config))) {
      store.write("a", "1");
    }
    try (Stream<Path> state = Files.walk(root.resolve(".coffer/state"))) {
      assertThat(state.toList())
          .hasSizeGreaterThan(1)
          .allSatisfy(made -> assertThat(Files.getAttribute(made, "unix:uid")).isEqualTo(12345))
          .allSatisfy(made -> assertThat(Files.getAttribute(made, "unix:gid")).isEqualTo(54321));
    }
  }

  // ---- Stores beside a store

  @Test
  void aStoreThatALayerOpensHasNotTheLayersOfTheEnvironment() {
    FileStoreConfig config =
        FileStoreConfig.builder()
            .uri("memory:?outer=other")
            .environment(Map.of("COFFER_INNER", "on", "COFFER_MAXSIZE", "7"))
            .build();
    with(() -> FileStores.open(config)).close();
    assertThat(PlugInLayers.EVENTS).contains("opened Memory(memory:other)");
  }

  private String nest(String uri) {
    FileStoreConfig config =
        FileStoreConfig.builder().uri(uri).environment(Map.of("COFFER_OBSERVE", "off")).build();
    return with(
        () -> {
          try (FileStore store = FileStores.open(config)) {
            return store.toString();
          }
        });
  }

  private <T> T with(Supplier<T> call) {
    return PlugIns.with(folder, LayerProvider.class, SERVICES, call);
  }

  private static void assertRefused(Supplier<String> open, String reason) {
    assertThatThrownBy(open::get)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(reason);
  }

  /** A layer of code. */
  private static final class FirstFileStore extends ForwardingFileStore {
    FirstFileStore(FileStore next) {
      super(next);
    }
  }

  /** Another. */
  private static final class SecondFileStore extends ForwardingFileStore {
    SecondFileStore(FileStore next) {
      super(next);
    }
  }
}
