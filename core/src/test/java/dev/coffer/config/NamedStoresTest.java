package dev.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.InvalidFilePathException;
import dev.coffer.observe.KeptLogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

/** Stores that a file gives names to. */
final class NamedStoresTest {
  @TempDir Path folder;

  @AfterEach
  void logAsBefore() {
    KeptLogs.keep(null);
  }

  private Path file() {
    return folder.resolve("my stores \ud83d\ude00.properties");
  }

  private Map<String, String> stores(String... lines) {
    return stores(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, String> stores(byte[] text) {
    try {
      Files.write(file(), text);
      Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of("COFFER_CONFIG", file().toString());
  }

  private static FileStore open(String uri, Map<String, String> environment) {
    return FileStores.open(FileStoreConfig.builder().uri(uri).environment(environment).build());
  }

  private void refused(Map<String, String> environment, String... parts) {
    assertThatThrownBy(() -> FileStores.named("a", environment))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void aStoreIsOpenedByItsName() {
    Map<String, String> environment =
        stores("stores.a.uri=file:" + folder + "/a", "stores.b.uri=memory:NamedStoresTest");
    try (FileStore a = FileStores.named("a", environment);
        FileStore b = open("@b", environment)) {
      a.write("x", "1");
      b.write("x", "2");
      assertThat(folder.resolve("a/x")).hasContent("1");
    }
    try (FileStore again = FileStores.named("b", environment)) {
      assertThat(again.readString("x")).isEqualTo("2");
    }
  }

  @Test
  void namesAreSortedAndEachHasItsConfiguration() {
    Map<String, String> environment =
        stores("stores.b.uri=memory:b", "stores.B-2_x.uri=memory:", "stores.a.uri=memory:a");
    NamedStores stores = NamedStores.fromEnvironment(environment);
    assertThat(stores.names()).containsExactly("B-2_x", "a", "b");
    assertThat(stores.file()).isEqualTo(file());
    assertThat(FileStores.settings(stores.config("b")).path()).contains("b");
  }

  @Test
  void aDirectoryAfterTheNameBecomesTheRoot() {
    Map<String, String> environment = stores("stores.a.uri=file:" + folder + "/a?scope=in");
    try (FileStore below = open("@a/d/100%25 ?#/", environment)) {
      below.write("x", "1");
      assertThat(folder.resolve("a/in/d/100%25 ?#/x")).hasContent("1");
      assertThat(folder.resolve("a/in/d/.coffer")).doesNotExist();
      assertThat(below.list("")).containsExactly("x");
      assertThatThrownBy(() -> below.exists("../y")).isInstanceOf(InvalidFilePathException.class);
    }
  }

  @Test
  void aDirectoryNeverLeadsOutOfTheStoreOrOfItsScope() {
    Map<String, String> environment =
        stores("stores.a.uri=file:" + folder + "/a", "stores.a.scope=users/ada");
    for (String uri : List.of("@a/..", "@a/d/../..", "@a/.coffer", "@a/d\\e")) {
      assertThatThrownBy(() -> open(uri, environment)).isInstanceOf(InvalidFilePathException.class);
    }
    try (FileStore below = open("@a/d", environment)) {
      below.write("x", "1");
    }
    assertThat(folder.resolve("a/users/ada/d/x")).exists();
    Map<String, String> scoped = Map.of("COFFER_SCOPE", "all", "COFFER_CONFIG", file().toString());
    stores("stores.a.uri=file:" + folder + "/b");
    try (FileStore below = open("@a/d", scoped)) {
      below.write("x", "1");
    }
    assertThat(folder.resolve("b/all/d/x")).exists();
  }

  @Test
  void aLayerOpensAnotherStoreByItsName() {
    Map<String, String> environment =
        stores("stores.a.uri=memory:", "stores.b.uri=file:" + folder + "/b");
    Settings settings = FileStores.settings(NamedStores.fromEnvironment(environment).config("a"));
    try (FileStore other = settings.openOther("@b/d")) {
      other.write("x", "1");
    }
    assertThat(folder.resolve("b/d/x")).hasContent("1");
  }

  @Test
  void whatTheCallerSetsWinsOverTheFile() {
    Map<String, String> environment =
        stores("stores.a.uri=memory:?max-size=1", "stores.a.max-size=2");
    FileStoreConfig.Builder config = FileStoreConfig.builder().uri("@a").environment(environment);
    assertThat(FileStores.settings(config.build()).all())
        .contains(new Setting("max-size", "2", file() + ":2"));
    config.settings(List.of(new Setting("maxSize", "3", "elsewhere")));
    assertThat(FileStores.settings(config.build()).all())
        .contains(new Setting("max-size", "3", "elsewhere"));
    config.option("max-size", "4");
    assertThat(FileStores.settings(config.build()).all())
        .contains(new Setting("max-size", "4", "option"));
  }

  @Test
  void anUnknownNameIsRefusedWithTheNearestOneTheFileAndWhatToAdd() {
    Map<String, String> environment =
        stores("stores.minio.uri=memory:", "stores.archive.uri=memory:");
    assertThatThrownBy(() -> FileStores.named("mino", environment))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no store 'mino' in " + file() + "; did you mean 'minio'?")
        .hasMessageContaining("stores.mino.uri=URI");
    assertThatThrownBy(() -> open("@x/y", environment))
        .hasMessageContaining("no store 'x' in " + file() + "; known: archive, minio");
    for (String name : List.of("", "a b", "@minio", "minio/d")) {
      assertThatThrownBy(() -> FileStores.named(name, environment))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("a name has letters, digits, '-' and '_'");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "store.a.uri=memory:|'store.a.uri' is not a key",
        "coffer.stores.a.uri=memory:|'coffer.stores.a.uri' is not a key",
        "stores.a=memory:|'stores.a' is not a key; a key is stores.NAME.uri",
        "stores.a.=memory:|is not a key",
        "stores..uri=memory:|'' is not a valid name of a store",
        "stores.b c.uri=memory:|'stores.b' is not a key",
        "stores.b\\ c.uri=memory:|'b c' is not a valid name of a store: a name has letters",
        "stores.a.uri=file:/x|'stores.a.uri' is given a second time; the first is in line 2",
        "stores.a.URI=file:/x|'stores.a.URI' is given a second time; the first is in line 2, as",
        "stores.a.max-size=\\u12|four hexadecimal digits"
      })
  void aWrongLineIsRefusedWithFileAndLine(String line, String problem) {
    Map<String, String> environment = stores("# mine", "stores.a.uri=memory:", "", line);
    refused(environment, file() + ":4: ", problem);
  }

  @Test
  void aLineThatMayBeAPieceOfASecretIsNotShown() {
    for (String secret : List.of("MIIEvQIBADANBgkqhkiG9w0", "hush", "hush-hush", "a/b+hush==")) {
      assertThatThrownBy(
              () -> FileStores.named("a", stores("stores.a.uri=memory:", "stores.a.key=x", secret)))
          .hasMessageContaining(":3: this is not a key")
          .hasMessageNotContaining("hush")
          .hasMessageNotContaining("MIIE");
    }
  }

  @Test
  void aWrongValueOrOptionIsRefusedWithFileAndLine() {
    refused(
        stores("stores.a.uri=memory:", "stores.a.max-size=lots"),
        "open on @a",
        "max-size is 'lots' (" + file() + ":2)");
    refused(
        stores("stores.a.uri=memory:", "stores.a.maxsice=1"),
        "unknown option 'maxsice'; did you mean 'max-size'? (" + file() + ":2)");
    refused(stores("stores.a.uri=@b", "stores.b.uri=memory:"), "begins with a scheme", ":1)");
    refused(
        stores("", "stores.a.max-size=1", "stores.a.uri="),
        "open on @a",
        file() + ":2: the store has no uri: write stores.a.uri=URI");
  }

  @Test
  void aWrongOptionOfOneStoreDoesNotConcernAnother() {
    Map<String, String> environment =
        stores("stores.a.uri=memory:", "stores.b.uri=what:ever", "stores.b.nonsense=1");
    FileStores.named("a", environment).close();
  }

  @Test
  void aFileThatIsNoTextIsRefusedWithTheLine() {
    byte[] text = "# a\nstores.a.uri=memory:\n# \u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    refused(stores(text), file() + ":3: this is not UTF-8");
    refused(stores(new byte[(1 << 20) + 1]), "more than 1048576 bytes");
  }

  @Test
  void aByteOrderMarkIsIgnored() {
    Map<String, String> environment = stores("\ufeffstores.a.uri=memory:\r", "\r");
    FileStores.named("a", environment).close();
  }

  @Test
  void aFileThatWasNamedMustExistAndBeReadable() {
    Map<String, String> absent = Map.of("COFFER_CONFIG", folder.resolve("absent").toString());
    refused(absent, "the file of COFFER_CONFIG does not exist: " + folder.resolve("absent"));
    refused(Map.of("COFFER_CONFIG", folder.toString()), folder + " of the named stores cannot be");
    refused(Map.of("COFFER_CONFIG", "a\0b"), "COFFER_CONFIG is no path of this machine");
  }

  @Test
  void aFileThatOthersMayReadIsReportedOnceAndRead() throws IOException {
    Map<String, String> environment = stores("stores.a.uri=memory:", "stores.b.uri=memory:");
    KeptLogs.keep(Level.WARN);
    FileStores.named("a", environment).close();
    assertThat(KeptLogs.events()).isEmpty();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
    FileStores.named("a", environment).close();
    FileStores.named("b", environment).close();
    assertThat(KeptLogs.events())
        .singleElement()
        .extracting(KeptLogs::text)
        .asString()
        .contains(file() + " is open to other users (rw-r-----)", "chmod 600");
  }

  @Test
  void anotherStoreNeedsNoFile() {
    Map<String, String> absent = Map.of("COFFER_CONFIG", folder.resolve("absent").toString());
    open("memory:", absent).close();
  }
}
