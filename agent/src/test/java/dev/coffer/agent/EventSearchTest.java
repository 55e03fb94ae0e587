package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.Operation;
import dev.coffer.testkit.RecordingFileStore;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a search returns, in which order. */
class EventSearchTest {
  private final RecordingFileStore store = new RecordingFileStore(new InMemoryFileStore());
  private final EventLog log = EventLog.of(store, "c1", null);

  @BeforeEach
  void fill() {
    put(
        0,
        "\"timestamp\": \"2026-11-30T04:00:00\", \"source\": \"user\", \"action\": \"message\","
            + " \"args\": {\"content\": \"say \\\"Hi\\\" to J\\u00fcrgen \\ud83c\\udf89\"}");
    put(
        1,
        "\"timestamp\": \"2026-11-30T04:00:01.5\", \"source\": \"agent\", \"action\": \"run\","
            + " \"args\": {\"command\": \"ls\", \"hidden\": true}");
    put(
        2,
        "\"timestamp\": \"2026-11-30T04:00:02\", \"source\": \"agent\", \"cause\": 1,"
            + " \"observation\": \"run\", \"content\": \"A.TXT\", \"extras\": {\"hidden\": false}");
    put(
        4,
        "\"source\": \"environment\", \"observation\": \"agent_state_changed\","
            + " \"extras\": {\"x\": {\"hidden\": true}, \"agent_state\": \"running\"}");
    put(
        5,
        "\"timestamp\": \"2026-12-01T00:00:00\", \"kind\": \"MessageEvent\","
            + " \"extras\": {\"hidden\": true}");
  }

  private void put(long id, String fields) {
    store.write("sessions/c1/events/" + id + ".json", "{\"id\": " + id + ", " + fields + "}");
  }

  private List<Long> find(EventFilter filter, EventRange range) {
    return log.search(filter, range).map(AgentEvent::id).toList();
  }

  private List<Long> find(EventFilter filter) {
    return find(filter, EventRange.ALL);
  }

  private List<Long> find(EventRange range) {
    return find(EventFilter.ALL, range);
  }

  @Test
  void withoutConditionsAllEventsComeInOrder() {
    assertThat(find(EventRange.ALL)).containsExactly(0L, 1L, 2L, 4L, 5L);
  }

  @Test
  void bothEndsOfARangeAreInclusive() {
    assertThat(find(EventRange.ALL.from(1).to(4))).containsExactly(1L, 2L, 4L);
    assertThat(find(EventRange.ALL.from(3).to(3))).isEmpty();
    assertThat(find(EventRange.ALL.to(99))).hasSize(5);
    assertThat(find(EventRange.ALL.from(5).to(4))).isEmpty();
    assertThatThrownBy(() -> EventRange.ALL.from(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void backwardsASearchRunsFromTheEndOfTheRangeToItsStart() {
    assertThat(find(EventRange.ALL.reverse())).containsExactly(5L, 4L, 2L, 1L, 0L);
    assertThat(find(EventRange.ALL.from(1).to(4).reverse())).containsExactly(4L, 2L, 1L);
  }

  @Test
  void aLimitCountsWhatIsReturned() {
    assertThat(find(EventFilter.ALL.source("agent"), EventRange.ALL.reverse().limit(1)))
        .containsExactly(2L);
    assertThat(find(EventRange.ALL.limit(0))).isEmpty();
    assertThatThrownBy(() -> EventRange.ALL.limit(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void typesAreNamesOfActionsObservationsOrKinds() {
    assertThat(find(EventFilter.ALL.types("run"))).containsExactly(1L, 2L);
    assertThat(find(EventFilter.ALL.types("action:run"))).containsExactly(1L);
    assertThat(find(EventFilter.ALL.types("observation:run", "MessageEvent")))
        .containsExactly(2L, 5L);
    assertThat(find(EventFilter.ALL.withoutTypes("run", "message"))).containsExactly(4L, 5L);
    assertThat(find(EventFilter.ALL.types("run").withoutTypes("action:run"))).containsExactly(2L);
  }

  @Test
  void anEventWithoutASourceIsOfNone() {
    assertThat(find(EventFilter.ALL.source("agent"))).containsExactly(1L, 2L);
    assertThat(find(EventFilter.ALL.source("bot"))).isEmpty();
  }

  @Test
  void timesAreComparedAsTextAndAnEventWithoutOnePasses() {
    assertThat(find(EventFilter.ALL.since("2026-11-30T04:00:01.5")))
        .containsExactly(1L, 2L, 4L, 5L);
    assertThat(find(EventFilter.ALL.until("2026-11-30T04:00:01"))).containsExactly(0L, 4L);
    assertThat(find(EventFilter.ALL.since("2026-11-30").until("2026-12"))).hasSize(4);
  }

  @Test
  void hiddenEventsAreThoseWhoseArgumentsOrExtrasSaySo() {
    assertThat(find(EventFilter.ALL.visible())).containsExactly(0L, 2L, 4L);
  }

  @Test
  void aTextIsFoundInTheFormOfJsonDumpsWithoutRegardToCase() {
    assertThat(find(EventFilter.ALL.query("a.txt"))).containsExactly(2L);
    assertThat(find(EventFilter.ALL.query("\"COMMAND\": \"ls\""))).containsExactly(1L);
    assertThat(find(EventFilter.ALL.query("\\\"hi\\\""))).containsExactly(0L);
    assertThat(find(EventFilter.ALL.query("j\\u00FCrgen"))).containsExactly(0L);
    assertThat(find(EventFilter.ALL.query("J\u00fcrgen \ud83c\udf89"))).containsExactly(0L);
    assertThat(find(EventFilter.ALL.query("nowhere"))).isEmpty();
  }

  @Test
  void theFormOfTheFileDoesNotMatterToATextThatIsSearched() {
    store.write("sessions/c1/events/6.json", "{\"a\":[1,2],\n\"t\":\"\u00fc\"}");
    assertThat(find(EventFilter.ALL.query("\"a\": [1, 2], \"t\": \"\\u00fc\"")))
        .containsExactly(6L);
  }

  @Test
  void conditionsAreAllRequired() {
    assertThat(find(EventFilter.ALL.types("run").source("agent").visible().query("txt")))
        .containsExactly(2L);
  }

  @Test
  void aPageSaysWhetherThereIsMore() {
    EventPage page = log.page(EventFilter.ALL, EventRange.ALL.from(1).limit(2));
    assertThat(page.events()).extracting(AgentEvent::id).containsExactly(1L, 2L);
    assertThat(page.hasMore()).isTrue();
    assertThat(log.page(EventFilter.ALL, EventRange.ALL.from(2).limit(3)).hasMore()).isFalse();
    assertThat(log.page(EventFilter.ALL, EventRange.ALL.limit(0)))
        .isEqualTo(new EventPage(List.of(), true));
    assertThat(log.page(EventFilter.ALL, EventRange.ALL).events()).hasSize(5);
  }

  @Test
  void aSearchThatStopsEarlyReadsFewFiles() {
    for (int id = 6; id < 2000; id++) {
      put(id, "\"n\": 1");
    }
    store.forget();
    assertThat(find(EventRange.ALL.reverse().limit(3))).containsExactly(1999L, 1998L, 1997L);
    assertThat(store.count(Operation.READ)).isLessThanOrEqualTo(32);
  }
}
