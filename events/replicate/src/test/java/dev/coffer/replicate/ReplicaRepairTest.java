package dev.coffer.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.DeleteOptions;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.spi.OwnArea;
import dev.coffer.spi.StoreLease;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplicaRepairTest {
  private final FileStore primary = new InMemoryFileStore();
  private final FileStore replica = new InMemoryFileStore();
  private final Map<String, String> told = new TreeMap<>();

  private final RepairListener listener =
      new RepairListener() {
        @Override
        public synchronized void done(Action action, FilePath path) {
          told.put(path.toString(), action.name());
        }

        @Override
        public synchronized void failed(FilePath path, RuntimeException error) {
          told.put(path.toString(), error.getClass().getSimpleName());
        }
      };

  private RepairReport repair(RepairOptions options) {
    return new ReplicaRepair(primary, replica, options, listener).run();
  }

  private RepairReport repair() {
    return repair(RepairOptions.USUAL);
  }

  @Test
  void anEmptyReplicaGetsEverything() {
    for (int i = 0; i < 100; i++) {
      primary.write("d" + i % 3 + "/" + i, "v" + i);
    }
    assertThat(repair().copied()).isEqualTo(100);
    assertThat(Pair.contents(replica)).isEqualTo(Pair.contents(primary));
    assertThat(repair()).isEqualTo(new RepairReport(100, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void whatDiffersIsMendedAndWhatIsTooMuchIsDeleted() {
    for (int i = 0; i < 20; i++) {
      primary.write("f" + i, "v" + i);
    }
    repair();
    primary.write("f1", "changed");
    primary.deleteFile("f2");
    primary.move("f3", "moved");
    told.clear();

    RepairReport report = repair();
    assertThat(report).isEqualTo(new RepairReport(17, 2, 0, 2, 0, 0, 0, 0));
    assertThat(report.isComplete()).isTrue();
    assertThat(told)
        .isEqualTo(Map.of("f1", "COPIED", "f2", "DELETED", "f3", "DELETED", "moved", "COPIED"));
    assertThat(Pair.contents(replica)).isEqualTo(Pair.contents(primary));
  }

  @Test
  void aRepairThatHasLostItsLeaseEndsAndChangesNothingMore() {
    primary.write("a", "1");
    primary.write("b", "1");
    repair();
    primary.deleteFile("a");
    primary.write("b", "2");
    told.clear();
    try (StoreLease lease = lostLease()) {
      ReplicaRepair repair =
          new ReplicaRepair(primary, replica, RepairOptions.USUAL, listener, lease);
      assertThatThrownBy(repair::run).isInstanceOf(ConflictException.class);
    }
    assertThat(told).isEmpty();
    assertThat(Pair.contents(replica)).isEqualTo(Map.of("a", "1", "b", "1"));
  }

  private StoreLease lostLease() {
    StoreLease lease = StoreLease.take(primary, "repair", Duration.ofMillis(20));
    FilePath file = OwnArea.of("leases").file(FilePath.of("repair"), "lease");
    primary.deleteFile(file, DeleteOptions.DEFAULTS);
    assertThatThrownBy(
            () -> {
              while (true) {
                lease.require();
              }
            })
        .isInstanceOf(ConflictException.class);
    return lease;
  }

  @Test
  void foreignFilesStayAndAreCounted() {
    replica.write("apart", "foreign");
    replica.write("taken", "foreign");
    primary.write("taken", "mine");

    RepairReport report = repair();
    assertThat(report).isEqualTo(new RepairReport(0, 0, 0, 0, 1, 1, 0, 0));
    assertThat(report.isComplete()).isFalse();
    assertThat(Pair.contents(replica)).isEqualTo(Map.of("apart", "foreign", "taken", "foreign"));
  }

  @Test
  void anotherFileIsReplacedIfThatIsAsked() {
    replica.write("apart", "foreign");
    replica.write("taken", "foreign");
    primary.write("taken", "mine");

    RepairReport report =
        repair(new RepairOptions(false, true, RepairOptions.USUAL.mostDeletions()));
    assertThat(report).isEqualTo(new RepairReport(0, 1, 0, 0, 1, 0, 0, 0));
    assertThat(Pair.contents(replica)).isEqualTo(Map.of("apart", "foreign", "taken", "mine"));
  }

  @Test
  void theSameBytesAreTakenOver() {
    primary.write("a", "same");
    replica.write("a", "same");
    assertThat(repair()).isEqualTo(new RepairReport(0, 0, 1, 0, 0, 0, 0, 0));
    primary.deleteFile("a");
    assertThat(repair().deleted()).as("now it is Coffer's").isEqualTo(1);
  }

  @Test
  void aDryRunTellsTheSameAndChangesNothing() {
    primary.write("same", "x");
    repair();
    primary.write("new", "1");
    primary.deleteFile("same");
    replica.write("foreign", "2");
    Map<String, String> before = Pair.contents(replica);
    told.clear();

    RepairReport report = repair(new RepairOptions(true, false, files -> files));
    assertThat(report).isEqualTo(new RepairReport(0, 1, 0, 1, 1, 0, 0, 0));
    assertThat(told).isEqualTo(Map.of("new", "COPIED", "same", "DELETED"));
    assertThat(Pair.contents(replica)).isEqualTo(before);
  }

  @Test
  void nothingIsDeletedIfMoreThanATenthWouldGo() {
    for (int i = 0; i < 20; i++) {
      primary.write("f" + i, "v" + i);
    }
    repair();
    for (int i = 0; i < 3; i++) {
      primary.deleteFile("f" + i);
    }
    assertThat(repair()).isEqualTo(new RepairReport(17, 0, 0, 0, 0, 0, 0, 3));
    assertThat(Pair.contents(replica)).hasSize(20);
    primary.write("f0", "again");
    assertThat(repair().deleted()).as("two of twenty may go").isEqualTo(2);
  }

  @Test
  void anEmptyPrimaryDoesNotEmptyItsReplica() {
    for (int i = 0; i < 20; i++) {
      primary.write("f" + i, "v" + i);
    }
    repair();
    primary.clear();
    assertThat(repair().refused()).isEqualTo(20);
    assertThat(Pair.contents(replica)).hasSize(20);
  }

  @Test
  void aCacheOfThePrimaryForgetsAFileBeforeItIsCopied() {
    primary.write("changed", "old");
    primary.write("deleted", "old");
    FileStore cached = new RememberingStore(primary);
    assertThat(new ReplicaRepair(cached, replica, RepairOptions.USUAL, listener).run().copied())
        .isEqualTo(2);
    assertThat(cached.readString("changed") + cached.readString("deleted")).isEqualTo("oldold");
    primary.write("changed", "by another process");
    primary.deleteFile("deleted");

    RepairReport report =
        new ReplicaRepair(
                cached, replica, new RepairOptions(false, false, files -> files), listener)
            .run();
    assertThat(report).isEqualTo(new RepairReport(0, 1, 0, 1, 0, 0, 0, 0));
    assertThat(Pair.contents(replica)).isEqualTo(Map.of("changed", "by another process"));
  }

  @Test
  void aListingThatFailsDeletesNothing() {
    for (int i = 0; i < 30; i++) {
      primary.write("f" + i, "v" + i);
    }
    repair();
    primary.deleteFile("f0");
    FileStore cut = new CutListing(primary, 5);
    assertThatThrownBy(() -> new ReplicaRepair(cut, replica, RepairOptions.USUAL, listener).run())
        .isInstanceOf(ConnectionException.class);
    assertThat(Pair.contents(replica)).hasSize(30);
  }
}
