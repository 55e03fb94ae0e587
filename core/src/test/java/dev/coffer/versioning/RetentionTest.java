package dev.coffer.versioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  private static FileVersion version(Duration age) {
    return new FileVersion("v" + age, NOW.minus(age), 1, false);
  }

  private static FileVersion deletion(Duration age) {
    return new FileVersion("d" + age, NOW.minus(age), 0, true);
  }

  private static List<FileVersion> everyMinute(int minutes) {
    return LongStream.range(0, minutes).mapToObj(i -> version(Duration.ofMinutes(i))).toList();
  }

  private static List<String> pruned(Retention retention, List<FileVersion> versions) {
    return retention.prunable(versions, NOW).keySet().stream().map(FileVersion::id).toList();
  }

  private static Retention maxAge(Duration age) {
    return new Retention(OptionalInt.empty(), Optional.of(age), List.of());
  }

  @Test
  void withoutARuleEverythingStays() {
    assertThat(pruned(Retention.ALL, everyMinute(100))).isEmpty();
  }

  @Test
  void aNumberAloneIsTheMost() {
    Retention keep = new Retention(OptionalInt.of(3), Optional.empty(), List.of());
    assertThat(pruned(keep, everyMinute(5))).containsExactly("vPT3M", "vPT4M");
    assertThat(keep.prunable(everyMinute(5), NOW).values()).containsOnly("not one of the newest 3");
  }

  @Test
  void aNumberBesideAnAgeIsTheLeast() {
    Retention both =
        new Retention(OptionalInt.of(3), Optional.of(Duration.ofMinutes(1)), List.of());
    assertThat(pruned(both, everyMinute(5))).containsExactly("vPT3M", "vPT4M");
    assertThat(pruned(both, everyMinute(2))).isEmpty();
  }

  @Test
  void theNewestVersionStaysHoweverOldAndWithItsDeletion() {
    List<FileVersion> deleted =
        List.of(
            deletion(Duration.ofDays(8)),
            version(Duration.ofDays(9)),
            version(Duration.ofDays(10)));
    assertThat(pruned(maxAge(Duration.ofDays(1)), deleted)).containsExactly("vPT240H");
  }

  @Test
  void aVersionIsAsOldAsItsReplacementOrDeletion() {
    List<FileVersion> replaced =
        List.of(version(Duration.ofHours(1)), version(Duration.ofDays(400)));
    assertThat(pruned(maxAge(Duration.ofDays(30)), replaced)).isEmpty();
    List<FileVersion> deleted =
        List.of(
            version(Duration.ofHours(1)),
            deletion(Duration.ofDays(2)),
            version(Duration.ofDays(400)));
    assertThat(pruned(maxAge(Duration.ofDays(30)), deleted)).isEmpty();
    assertThat(pruned(maxAge(Duration.ofDays(1)), deleted)).hasSize(2);
    Retention thin =
        new Retention(
            OptionalInt.empty(),
            Optional.empty(),
            List.of(new ThinningStep(Duration.ofDays(1), Optional.of(Duration.ofDays(30)))));
    assertThat(pruned(thin, replaced)).isEmpty();
  }

  @Test
  void whatWasPrunedMakesNoOtherVersionOlder() {
    List<FileVersion> versions =
        List.of(
            version(Duration.ofMinutes(10)),
            version(Duration.ofMinutes(50)),
            version(Duration.ofMinutes(70)),
            version(Duration.ofMinutes(130)),
            version(Duration.ofMinutes(190)));
    Retention thin =
        new Retention(
            OptionalInt.empty(),
            Optional.empty(),
            List.of(new ThinningStep(Duration.ofHours(1), Optional.of(Duration.ofDays(1)))));
    List<FileVersion> left =
        versions.stream().filter(one -> !thin.prunable(versions, NOW).containsKey(one)).toList();
    assertThat(left).hasSize(4);
    assertThat(thin.prunable(left, NOW)).isEmpty();
  }

  @Test
  void aDeletionGoesWithItsVersion() {
    List<FileVersion> versions =
        List.of(
            version(Duration.ofHours(1)),
            deletion(Duration.ofDays(2)),
            version(Duration.ofDays(3)));
    assertThat(pruned(maxAge(Duration.ofDays(1)), versions)).containsExactly("dPT48H", "vPT72H");
  }

  @Test
  void thinningLeavesTheNewestOfEachSpanAndIsStable() {
    Retention thin =
        new Retention(
            OptionalInt.empty(),
            Optional.empty(),
            List.of(
                new ThinningStep(Duration.ofMinutes(1), Optional.of(Duration.ofHours(1))),
                new ThinningStep(Duration.ofHours(1), Optional.of(Duration.ofDays(1)))));
    List<FileVersion> versions = everyMinute(60 * 30);
    List<FileVersion> left =
        versions.stream().filter(one -> !thin.prunable(versions, NOW).containsKey(one)).toList();
    assertThat(left).hasSize(62 + 24);
    assertThat(thin.prunable(left, NOW)).isEmpty();
    assertThat(thin.prunable(versions, NOW).values())
        .containsOnly("a newer version stays of these PT1H", "older than all steps of thinning");
  }

  @Test
  void aStepWithoutAnAgeHoldsForEver() {
    Retention thin =
        new Retention(
            OptionalInt.empty(),
            Optional.empty(),
            List.of(new ThinningStep(Duration.ofDays(7), Optional.empty())));
    assertThat(pruned(thin, List.of(version(Duration.ofDays(1)), version(Duration.ofDays(4000)))))
        .isEmpty();
  }

  @Test
  void atLeastOneVersionIsKept() {
    assertThatThrownBy(() -> new Retention(OptionalInt.of(0), Optional.empty(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
