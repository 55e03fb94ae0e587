package dev.coffer.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentUsesTest {
  @Test
  void anEntryIsNotTakenForAnotherThatSharesItsPlace() {
    RecentUses uses = new RecentUses();
    EntryName one = EntryName.ofDigits("abcd0001" + "0".repeat(56));
    EntryName other = EntryName.ofDigits("abcd0002" + "0".repeat(56));
    assertThat(uses.isFirst(one)).isTrue();
    assertThat(uses.isFirst(one)).isFalse();
    assertThat(uses.isFirst(other)).isTrue();
    assertThat(uses.isFirst(other)).isFalse();
    assertThat(uses.isFirst(one)).isTrue();
  }
}
