package dev.coffer.versioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FilePath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("one-jdk")
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
  void aDeletionStaysWhileAnOlderVersionDoes() {
    List<FileVersion> versions =
        List.of(
            version(Duration.ofMinutes(30)),
            deletion(Duration.ofMinutes(61)),
            version(Duration.ofMinutes(62)),
            deletion(Duration.ofMinutes(63)),
            version(Duration.ofMinutes(64)),
            version(Duration.ofHours(3)));
    Retention thin = thin(new ThinningStep(Duration.ofHours(2), Optional.empty()));
    assertThat(pruned(thin, versions)).containsExactly("dPT1H1M", "vPT1H2M", "vPT1H4M");
  }

  @Test
  void aPruneShowsNoContentAtAMomentWhenThereWasNone() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<FileVersion> versions = changes(random);
      Retention thin =
          new Retention(
              OptionalInt.of(1 + random.nextInt(2)),
              Optional.empty(),
              List.of(
                  new ThinningStep(Duration.ofMinutes(3), Optional.of(Duration.ofMinutes(9))),
                  new ThinningStep(Duration.ofMinutes(6), Optional.of(Duration.ofMinutes(18)))));
      List<FileVersion> left = left(thin, versions);
      for (int minutes = 0; minutes < 30; minutes++) {
        Instant moment = NOW.minus(Duration.ofMinutes(minutes));
        if (at(versions, moment).isEmpty()) {
          assertThat(at(left, moment)).as("%d: %s of %s", seed, left, versions).isEmpty();
        }
      }
      assertThat(left(thin, left)).as("%d", seed).isEqualTo(left);
    }
  }

  private static List<FileVersion> changes(Random random) {
    List<FileVersion> versions = new ArrayList<>();
    boolean isThere = false;
    for (int minutes = 28; minutes > 0; minutes--) {
      boolean deletes = isThere && random.nextInt(3) == 0;
      if (deletes || random.nextInt(3) == 0) {
        Duration age = Duration.ofMinutes(minutes);
        versions.add(0, deletes ? deletion(age) : version(age));
        isThere = !deletes;
      }
    }
    return versions;
  }

  private static List<FileVersion> left(Retention retention, List<FileVersion> versions) {
    Set<FileVersion> pruned = retention.prunable(versions, NOW).keySet();
    return versions.stream().filter(one -> !pruned.contains(one)).toList();
  }

  private static Optional<FileVersion> at(List<FileVersion> versions, Instant moment) {
    return new FileHistory(FilePath.of("a"), Optional.empty(), versions).at(moment);
  }

  @Test
  void whatThinningLeavesStaysHoweverOld() {
    Retention both =
        new Retention(
            OptionalInt.empty(),
            Optional.of(Duration.ofMinutes(2)),
            List.of(new ThinningStep(Duration.ofMinutes(1), Optional.of(Duration.ofMinutes(4)))));
    assertThat(pruned(both, everyMinute(8))).containsExactly("vPT6M", "vPT7M");
  }

  @Test
  void anAgeIsTheEndOfAStepWithoutOne() {
    Retention both =
        new Retention(
            OptionalInt.empty(),
            Optional.of(Duration.ofMinutes(4)),
            List.of(
                new ThinningStep(Duration.ofMinutes(1), Optional.of(Duration.ofMinutes(2))),
                new ThinningStep(Duration.ofSeconds(30), Optional.empty())));
    assertThat(pruned(both, everyMinute(8))).containsExactly("vPT6M", "vPT7M");
    assertThat(both.prunable(everyMinute(8), NOW).values())
        .containsOnly("older than all steps of thinning");
  }

  private static Retention thin(ThinningStep step) {
    return new Retention(OptionalInt.empty(), Optional.empty(), List.of(step));
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
