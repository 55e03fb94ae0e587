package dev.coffer.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import dev.coffer.config.FileStores;
import dev.coffer.event.DeadLetter;
import dev.coffer.spi.Metric;
import dev.coffer.spi.Metrics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicationTest {
  private static final String DEAD =
      "s3://nobody?endpoint=http://127.0.0.1:1&region=us-east-1&request.give-up-after=1s";

  @TempDir private Path directory;
  private String replica = "";

  @BeforeEach
  void nameReplica() {
    replica = directory.resolve("replica").toUri().toString();
  }

  private Pair open() {
    return Pair.open(directory, replica, "");
  }

  @Test
  void whatIsWrittenIsBroughtWithTypeAndMetadata() {
    try (Pair pair = open()) {
      pair.primary()
          .write(
              "a b/ü😀.txt",
              "one",
              WriteOptions.DEFAULTS.contentType("text/plain").metadata("owner", "ada"));
      pair.settle();

      FileInfo source = Pair.info(pair.primary(), "a b/ü😀.txt");
      FileInfo copy = Pair.info(pair.replica(), "a b/ü😀.txt");
      assertThat(pair.replica().readString("a b/ü😀.txt")).isEqualTo("one");
      assertThat(copy.contentType()).contains("text/plain");
      assertThat(copy.metadata())
          .containsEntry("owner", "ada")
          .containsEntry("coffer-source-etag", source.etag())
          .containsKey("coffer-source-order");
    }
  }

  @Test
  void deletionsMovesAndDirectoriesFollow() {
    try (Pair pair = open()) {
      FileStore primary = pair.primary();
      primary.write("kept", "1");
      primary.write("gone", "2");
      primary.write("old/name", "3");
      primary.write("tree/x/1", "4");
      primary.write("tree/x/2", "5");
      primary.copy("kept", "copied");
      primary.move("old/name", "new/name");
      primary.deleteFile("gone");
      primary.deleteDirectory("tree");
      pair.settle();

      assertThat(Pair.contents(pair.replica()))
          .isEqualTo(Map.of("kept", "1", "copied", "1", "new/name", "3"));
    }
  }

  @Test
  void aForeignFileIsNeitherReplacedNorDeleted() {
    try (FileStore other = FileStores.open(replica)) {
      other.write("taken", "foreign");
      other.write("apart", "foreign");
    }
    try (Pair pair = open()) {
      pair.primary().write("taken", "mine");
      pair.primary().write("apart", "foreign");
      pair.primary().deleteFile("other");
      pair.settle();

      assertThat(pair.replica().readString("taken")).isEqualTo("foreign");
      assertThat(pair.log().deadLetters())
          .extracting(DeadLetter::reason)
          .singleElement()
          .asString()
          .contains("Coffer did not put there");
      assertThat(Pair.info(pair.replica(), "apart").metadata())
          .as("the same bytes are taken over")
          .containsKey("coffer-source-etag");
    }
  }

  @Test
  void theDeletionOfAPathLeavesAForeignFileThere() {
    try (Pair pair = open()) {
      pair.replica().write("foreign", "x");
      pair.primary().deleteFile("foreign");
      pair.settle();
      assertThat(pair.replica().readString("foreign")).isEqualTo("x");
      assertThat(pair.log().deadLetters()).isEmpty();
    }
  }

  @Test
  void aCopyThatSomebodyMadeInTheReplicaIsForeign() {
    try (Pair pair = open()) {
      pair.primary().write("a", "1");
      pair.settle();
      pair.replica().copy("a", "b");
      pair.primary().deleteFile("b");
      pair.settle();
      assertThat(pair.replica().readString("b")).isEqualTo("1");
    }
  }

  @Test
  void aChangeWaitsForTheReplicaIfAsked() {
    try (Pair pair = Pair.open(directory, replica, "replication.ack=all replication.timeout=10m")) {
      for (int i = 0; i < 20; i++) {
        pair.primary().write("f" + i, "x" + i);
        assertThat(pair.replica().readString("f" + i)).isEqualTo("x" + i);
      }
    }
  }

  @Test
  void oneReplicaOfTwoIsEnoughIfAsked() {
    try (FileStore primary =
            Pair.primary(
                directory, replica + " " + DEAD, "replication.ack=one replication.timeout=10m");
        FileStore other = FileStores.open(replica)) {
      primary.write("a", "1");
      assertThat(other.readString("a")).isEqualTo("1");
      Replication replication = primary.unwrap(Replication.class).orElseThrow();
      assertThat(replication.replicas()).extracting(ReplicaState::pending).containsExactly(0L, 1L);
    }
  }

  @Test
  void aChangeThatNoReplicaHasInTimeIsMadeAllTheSame() {
    try (FileStore primary =
        Pair.primary(directory, DEAD, "replication.ack=all replication.timeout=50ms")) {
      primary.write("a", "1");
      assertThat(primary.readString("a")).isEqualTo("1");
    }
  }

  @Test
  void aReplicaBelongsToOnePrimary() {
    try (Pair pair = open()) {
      pair.primary().write("a", "1");
      pair.settle();
    }
    assertThatThrownBy(() -> Pair.primary(directory.resolve("other"), replica, "").close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("belongs to another primary");
  }

  @Test
  void aReplicaHasNoReplicasOfItsOwn() {
    String third = directory.resolve("third").toUri().toString();
    assertThatThrownBy(() -> Pair.primary(directory, replica + "?replicas=" + third, "").close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a replica cannot have replicas of its own");
  }

  @Test
  void aLagIsToldOnce() {
    try (FileStore primary = Pair.primary(directory, DEAD, "replication.max-lag=1ms")) {
      List<ReplicaState> told = new CopyOnWriteArrayList<>();
      primary.unwrap(Replication.class).orElseThrow().listen(told::add);
      primary.write("a", "1");
      Pair.await(() -> !told.isEmpty());
      assertThat(told)
          .singleElement()
          .satisfies(
              state -> {
                assertThat(state.pending()).isEqualTo(1);
                assertThat(state.pendingBytes()).isEqualTo(1);
                assertThat(state.lag()).isPositive();
                assertThat(state.replica()).isEqualTo("replica+s3://nobody");
              });
      List<Metric> metrics = primary.unwrap(Metrics.class).orElseThrow().list();
      assertThat(metrics)
          .filteredOn(metric -> metric.name().equals("replication.pending.bytes"))
          .singleElement()
          .satisfies(bytes -> assertThat(bytes.value().getAsDouble()).isEqualTo(1));
    }
  }

  @Test
  void aDirectoryHasOneNameHoweverItIsWritten() {
    String name = new ReplicaAddress("file:" + directory + "/copy").name();
    assertThat(name).startsWith("replica+file:///").doesNotContain("copy");
    assertThat(new ReplicaAddress("file://" + directory + "/copy/?durability=none").name())
        .isEqualTo(name);
    assertThat(new ReplicaAddress("file:" + directory + "/x/../copy").name()).isEqualTo(name);
    assertThat(new ReplicaAddress("s3://b/p/?region=x").name())
        .isEqualTo(new ReplicaAddress("s3://b/p").name());
    assertThat(new ReplicaAddress("@copies").name()).isEqualTo("replica+@copies");
  }

  @Test
  void optionsWithoutReplicasAreRefused() {
    assertThatThrownBy(() -> FileStores.open("memory:?replication.ack=all").close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("replication.ack has no effect without replicas");
  }

  @Test
  void aDirectoryOfManyFilesArrives() {
    try (Pair pair = open()) {
      for (int i = 0; i < 300; i++) {
        pair.primary().write("d/" + i % 7 + "/" + i, "v" + i);
      }
      pair.settle();
      assertThat(Pair.contents(pair.replica())).isEqualTo(Pair.contents(pair.primary()));
    }
  }
}
