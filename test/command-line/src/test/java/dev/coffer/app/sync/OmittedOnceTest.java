package dev.coffer.app.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OmittedOnceTest {
  private final OmittedOnce omitted = new OmittedOnce();

  @Test
  void aNameIsNewOnce() {
    assertThat(omitted.isNew("d/a", "d/")).isTrue();
    assertThat(omitted.isNew("d/a", "d/b")).isFalse();
    assertThat(omitted.isNew("d/b/", "d/b")).isTrue();
  }

  @Test
  void namesOfDirectoriesThatWereLeftAreForgottenFirst() {
    omitted.isNew("on-the-way", "");
    for (int i = 0; i < OmittedOnce.MOST - 1; i++) {
      omitted.isNew("a/" + i, "a/0");
    }
    assertThat(omitted.isNew("d/link", "d/a")).isTrue();
    assertThat(omitted.size()).isEqualTo(2);
    assertThat(omitted.isNew("on-the-way", "d/a")).isFalse();
    assertThat(omitted.isNew("d/link", "d/a")).isFalse();
  }

  @Test
  void ofAnyNumberOfNamesInOneDirectoryFewAreHeld() {
    for (int i = 0; i < 4 * OmittedOnce.MOST; i++) {
      assertThat(omitted.isNew("d/" + i, "d/0")).isTrue();
      assertThat(omitted.size()).isLessThanOrEqualTo(OmittedOnce.MOST);
    }
    assertThat(omitted.isNew("d/" + (4 * OmittedOnce.MOST - 1), "d/0")).isFalse();
  }
}
