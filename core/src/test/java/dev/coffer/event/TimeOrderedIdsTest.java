package dev.coffer.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
  private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

  @Test
  void anIdIsOfVersionSevenAndTellsItsTime() {
    UUID id = TimeOrderedIds.next(FAR.plusSeconds(1000));
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(FAR.plusSeconds(1000).toEpochMilli());
  }

  @Test
  void idsRiseWithinAMillisecondAndWhenTheClockIsSetBack() {
    List<UUID> ids =
        IntStream.range(0, 10_000)
            .mapToObj(i -> TimeOrderedIds.next(FAR.plusSeconds(2000 - i)))
            .toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }
}
