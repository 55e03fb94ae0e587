package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypesByNameTest {
  @ParameterizedTest
  @CsvSource({
    "index.html,text/html",
    "d/A.HTM,text/html",
    "a.tar.gz,application/gzip",
    "photo.JPEG,image/jpeg",
    "e.json,application/json",
    "m.min.js,text/javascript",
    "style.css,text/css",
    "a b ☀.pdf,application/pdf",
    "..png,image/png"
  })
  void aTypeFollowsFromTheExtension(String name, String type) {
    assertThat(TypesByName.of(name)).hasValue(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"html", ".html", "d.html/a", "a.", "a.unknown", "", "a.html ", "d/.css"})
  void aNameWithoutAKnownExtensionHasNone(String name) {
    assertThat(TypesByName.of(name)).isEmpty();
  }

  @Test
  void typesDoNotDependOnTheLanguageOfTheMachine() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(TypesByName.of("A.GIF")).hasValue("image/gif");
    } finally {
      Locale.setDefault(before);
    }
  }
}
