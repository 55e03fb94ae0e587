package dev.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PositionTest {
  @ParameterizedTest
  @EnumSource
  void theUsualOrderIsAllowedAndSoAreTwoLayersOfOnePosition(Position inner) {
    for (Position outer : Position.values()) {
      if (outer.compareTo(inner) <= 0) {
        assertThat(inner.outsideOf(outer)).as("%s in %s", inner, outer).isEmpty();
      }
    }
  }

  @Test
  void whatRepeatsCallsStandsInsideOfWhatMustHappenOnceACall() {
    assertThat(Position.OBSERVED.outsideOf(Position.RETRY)).isPresent();
    assertThat(Position.EVENTS.outsideOf(Position.RETRY)).isPresent();
    assertThat(Position.VERSIONING.outsideOf(Position.RETRY))
        .contains("each attempt of a write would keep a version");
  }

  @Test
  void versionsAreReadThroughWhatChangesHowBytesAreStored() {
    assertThat(Position.VERSIONING.outsideOf(Position.COMPRESSION))
        .contains("versions are read as they were written, not as they are stored");
    assertThat(Position.VERSIONING.outsideOf(Position.CACHE)).isEmpty();
  }

  @Test
  void whatChangesHowBytesAreStoredMayStandAnywhereBelowWhatUsersDo() {
    for (Position other : Position.values()) {
      assertThat(Position.COMPRESSION.outsideOf(other)).isEmpty();
      assertThat(Position.CACHE.outsideOf(other)).isEmpty();
    }
  }
}
