package dev.coffer.fakegcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
  private final Wire wire = new Wire();

  @AfterEach
  void close() {
    wire.close();
  }

  private void put(String... names) {
    for (String name : names) {
      assertThat(wire.put(encoded(name), "x").status()).isEqualTo(200);
    }
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  private Wire.Reply list(String parameters) {
    Wire.Reply reply = wire.get("/storage/v1/b/box/o?" + parameters);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply;
  }

  private List<String> names(String parameters) {
    return list(parameters).each("items", "name");
  }

  @Test
  void namesAreInTheOrderOfTheirUtf8Bytes() {
    put("b", "😀", "\uFFFD", "a/b", "a", "a.b", "B", "é");
    assertThat(names("")).containsExactly("B", "a", "a.b", "a/b", "b", "é", "\uFFFD", "😀");
  }

  @Test
  void anEmptyListingHasNoItems() {
    assertThat(list("").json().has("items")).isFalse();
    assertThat(list("prefix=x&delimiter=/").json().has("prefixes")).isFalse();
  }

  @Test
  void aPrefixIsAPrefixOfNames() {
    put("d/a", "d", "d2", "dd", "e");
    assertThat(names("prefix=d/")).containsExactly("d/a");
    assertThat(names("prefix=d")).containsExactly("d", "d/a", "d2", "dd");
  }

  @Test
  void aDelimiterRollsUpWhatIsBelow() {
    put("a", "d/a", "d/b", "d/e/f", "d2", "e/a");
    Wire.Reply root = list("delimiter=/");
    assertThat(root.each("items", "name")).containsExactly("a", "d2");
    assertThat(root.each("prefixes", "")).containsExactly("d/", "e/");
    Wire.Reply directory = list("delimiter=/&prefix=d/");
    assertThat(directory.each("items", "name")).containsExactly("d/a", "d/b");
    assertThat(directory.each("prefixes", "")).containsExactly("d/e/");
  }

  @Test
  void aListingBeginsAndEndsAtNames() {
    put("a", "b", "c", "d/a", "d/b", "e");
    assertThat(names("startOffset=b&endOffset=d/b")).containsExactly("b", "c", "d/a");
    assertThat(names("startOffset=d/b&prefix=d/")).containsExactly("d/b");
    assertThat(list("startOffset=d/b&delimiter=/").each("prefixes", "")).containsExactly("d/");
  }

  /** Of every size of a page the pages together are the listing, and each is full but the last. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void itemsAndPrefixesTogetherFillAPage(int size) {
    put("a", "b/1", "b/2", "b/3", "c", "d/1", "e", "f/1", "f/2");
    List<String> all = new ArrayList<>();
    String token = "";
    do {
      Wire.Reply page = list("delimiter=/&maxResults=" + size + "&pageToken=" + token);
      List<String> lines = new ArrayList<>(page.each("items", "name"));
      lines.addAll(page.each("prefixes", ""));
      token = page.at("nextPageToken");
      assertThat(lines.size()).isLessThanOrEqualTo(size);
      assertThat(token.isEmpty() || lines.size() == size).isTrue();
      all.addAll(lines);
    } while (!token.isEmpty());
    assertThat(all).containsExactlyInAnyOrder("a", "b/", "c", "d/", "e", "f/");
  }

  @Test
  void aPageHasAtMostAThousandLines() {
    for (int i = 0; i < 1001; i++) {
      put("n" + i);
    }
    Wire.Reply page = list("maxResults=5000");
    assertThat(page.each("items", "name")).hasSize(1000);
    assertThat(names("pageToken=" + page.at("nextPageToken"))).containsExactly("n999");
  }

  @Test
  void pagesContinueWhenTheirLastNameIsDeleted() {
    put("a", "b", "c", "d");
    String token = list("maxResults=2").at("nextPageToken");
    wire.delete("/storage/v1/b/box/o/b");
    assertThat(names("pageToken=" + token)).containsExactly("c", "d");
  }

  @Test
  void aTokenThatIsNoneIsRefused() {
    assertThat(wire.get("/storage/v1/b/box/o?pageToken=x").status()).isEqualTo(400);
    assertThat(wire.get("/storage/v1/b/box/o?maxResults=0").status()).isEqualTo(400);
  }

  @Test
  void ofAPartialAnswerOnlyThatIsThereWhichWasAskedFor() {
    put("a", "b");
    Wire.Reply page = list("maxResults=1&fields=items(name,size),nextPageToken");
    assertThat(page.json().propertyNames()).containsExactlyInAnyOrder("items", "nextPageToken");
    assertThat(page.json().path("items").path(0).propertyNames())
        .containsExactlyInAnyOrder("name", "size");
    assertThat(list("fields=items/name").json().toString())
        .isEqualTo("{\"items\":[{\"name\":\"a\"},{\"name\":\"b\"}]}");
    assertThat(wire.get("/storage/v1/b/box/o?fields=items(name").status()).isEqualTo(400);
  }

  @Test
  void aLongQueryComesAsAForm() {
    put("a", "b");
    Wire.Reply page =
        wire.send(
            "POST",
            "/storage/v1/b/box/o",
            Wire.utf8("prefix=b"),
            "X-HTTP-Method-Override",
            "GET",
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertThat(page.each("items", "name")).containsExactly("b");
  }

  @Test
  void versionsAreListedFromTheOldestToTheNewest() {
    wire.patch("/storage/v1/b/box", "{\"versioning\":{\"enabled\":true}}");
    String first = wire.put("a", "1").at("generation");
    String second = wire.put("a", "2").at("generation");
    put("b");
    wire.delete("/storage/v1/b/box/o/b");
    assertThat(names("")).containsExactly("a");
    assertThat(list("delimiter=/").each("prefixes", "")).isEmpty();
    Wire.Reply all = list("versions=true");
    assertThat(all.each("items", "name")).containsExactly("a", "a", "b");
    assertThat(all.each("items", "generation")).startsWith(first, second);
    assertThat(all.json().path("items").path(0).has("timeDeleted")).isTrue();
    String token = list("versions=true&maxResults=1").at("nextPageToken");
    assertThat(list("versions=true&maxResults=1&pageToken=" + token).each("items", "generation"))
        .containsExactly(second);
  }
}
