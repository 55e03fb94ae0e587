package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.InvalidMetadataException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Content type and metadata stay with their file, on every store within the same limits. */
interface MetadataCases extends StoreUnderTest {
  private FileInfo written(WriteOptions options) {
    store().write("a", utf8("x"), options);
    return store().stat("a").orElseThrow();
  }

  @Test
  default void aContentTypeIsKept() {
    WriteOptions options = WriteOptions.DEFAULTS.contentType("application/json");
    assertThat(store().write("a", utf8("{}"), options).contentType()).contains("application/json");
    assertThat(store().stat("a").orElseThrow().contentType()).contains("application/json");
  }

  @Test
  default void aContentTypeKeepsItsParameters() {
    String type = "text/plain; charset=\"utf-8\"; x=1";
    assertThat(written(WriteOptions.DEFAULTS.contentType(type)).contentType()).contains(type);
  }

  @Test
  default void anInvalidContentTypeIsRefused() {
    for (String type : List.of("", " ", "text/\nplain", "text/plän", "x".repeat(256))) {
      assertThrows(
          InvalidMetadataException.class, () -> WriteOptions.DEFAULTS.contentType(type), type);
    }
  }

  @Test
  default void metadataAreKept() {
    WriteOptions options = WriteOptions.DEFAULTS.metadata("author", "ada").metadata("rev-2", "7");
    Map<String, String> expected = Map.of("author", "ada", "rev-2", "7");
    assertThat(store().write("a", utf8("x"), options).metadata()).isEqualTo(expected);
    assertThat(store().stat("a").orElseThrow().metadata()).isEqualTo(expected);
  }

  @Test
  default void metadataAreReadWithTheBytes() {
    store().write("a", utf8("x"), WriteOptions.DEFAULTS.metadata("k", "v").contentType("a/b"));
    try (OpenedFile file = store().read(FilePath.of("a"), ReadOptions.DEFAULTS)) {
      assertThat(file.info().metadata()).isEqualTo(Map.of("k", "v"));
      assertThat(file.info().contentType()).contains("a/b");
    }
  }

  @Test
  default void aFileWithoutMetadataHasNone() {
    assertThat(written(WriteOptions.DEFAULTS).metadata()).isEmpty();
  }

  @Test
  default void metadataAreNoFilesOfTheirOwn() {
    store().write("d/a", utf8("x"), WriteOptions.DEFAULTS.metadata("k", "v").contentType("a/b"));
    assertThat(store().list("")).containsExactly("d/");
    assertThat(Samples.walk(store(), "")).containsExactly("d/a");
  }

  @Test
  default void aWriteWithoutMetadataClearsThem() {
    store().write("a", utf8("x"), WriteOptions.DEFAULTS.metadata("k", "v"));
    store().write("a", "x");
    assertThat(store().stat("a").orElseThrow().metadata()).isEmpty();
  }

  @Test
  default void aWriteReplacesMetadataAsAWhole() {
    store().write("a", utf8("x"), WriteOptions.DEFAULTS.metadata("one", "1").metadata("two", "2"));
    store().write("a", utf8("x"), WriteOptions.DEFAULTS.metadata("two", "zwei"));
    assertThat(store().stat("a").orElseThrow().metadata()).isEqualTo(Map.of("two", "zwei"));
  }

  @Test
  default void aRecreatedFileHasNoMetadataOfItsPredecessor() {
    store().write("a", utf8("x"), WriteOptions.DEFAULTS.metadata("k", "v"));
    store().deleteFile("a");
    store().write("a", "x");
    assertThat(store().stat("a").orElseThrow().metadata()).isEmpty();
  }

  @Test
  default void valuesMayBeAnyText() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("umlaut", "grüße");
    values.put("emoji", "🎈");
    values.put("combining", "e\u0301");
    values.put("spaces", "  both ends  ");
    values.put("empty", "");
    values.put("quotes", "\"'\\=;,&%20+");
    values.put("encoded", "=?UTF-8?B?eA==?=");
    WriteOptions options = WriteOptions.DEFAULTS;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      options = options.metadata(entry.getKey(), entry.getValue());
    }
    assertThat(written(options).metadata()).isEqualTo(values);
  }

  @Test
  default void keysMayLookLikeHeaders() {
    Map<String, String> values = Map.of("etag", "1", "content-type", "2", "-", "3", "0", "4");
    WriteOptions options = WriteOptions.DEFAULTS;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      options = options.metadata(entry.getKey(), entry.getValue());
    }
    assertThat(written(options).metadata()).isEqualTo(values);
  }

  @Test
  default void metadataUpToTheLimitAreKept() {
    String value = "v".repeat(WriteOptions.MAX_METADATA_BYTES - 1);
    assertThat(written(WriteOptions.DEFAULTS.metadata("k", value)).metadata())
        .isEqualTo(Map.of("k", value));
  }

  @Test
  default void theLimitCountsUtf8Bytes() {
    String value = "é".repeat((WriteOptions.MAX_METADATA_BYTES - 2) / 2);
    assertThat(written(WriteOptions.DEFAULTS.metadata("kk", value)).metadata())
        .isEqualTo(Map.of("kk", value));
    assertThrows(
        InvalidMetadataException.class, () -> WriteOptions.DEFAULTS.metadata("kk", value + "é"));
  }

  @Test
  default void manyKeysAreKept() {
    WriteOptions options = WriteOptions.DEFAULTS;
    for (int i = 100; i < 250; i++) {
      options = options.metadata("key" + i, "v" + i);
    }
    assertThat(written(options).metadata()).hasSize(150).containsEntry("key200", "v200");
  }

  @Test
  default void metadataBeyondTheLimitAreRefused() {
    String value = "v".repeat(WriteOptions.MAX_METADATA_BYTES);
    assertThrows(InvalidMetadataException.class, () -> WriteOptions.DEFAULTS.metadata("k", value));
    WriteOptions half = WriteOptions.DEFAULTS.metadata("one", "v".repeat(800));
    assertThrows(InvalidMetadataException.class, () -> half.metadata("two", "v".repeat(800)));
  }

  @Test
  default void keysOfOtherCharactersAreRefused() {
    for (String key : List.of("", "Key", "a_b", "a b", "ä", "a.b", "a:b", "a\n")) {
      assertThrows(
          InvalidMetadataException.class, () -> WriteOptions.DEFAULTS.metadata(key, "v"), key);
    }
  }

  @Test
  default void valuesWithControlCharactersAreRefused() {
    for (String value : List.of("a\nb", "a\r", "\u0000", "\u007F", "\u0085", "\uD800")) {
      assertThrows(
          InvalidMetadataException.class, () -> WriteOptions.DEFAULTS.metadata("k", value));
    }
  }
}
