package dev.coffer.delivery.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ErrorContext;
import dev.coffer.StorageFullException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many have to write in one transaction, some of which fails. */
class GroupCommitTest {
  @TempDir Path directory;

  private Path file;
  private GroupCommit commits;

  @BeforeEach
  void open() throws Exception {
    file = Files.createFile(directory.resolve("a.db"));
    try (Connection connection = Schema.connect(file)) {
      Schema.prepare(connection);
    }
    commits = new GroupCommit(database(), () -> {}, 1000, OutboxErrors::isBusy, db -> {});
  }

  private Database database() {
    return new Database(() -> new SqliteSession(file));
  }

  @AfterEach
  void close() throws Exception {
    commits.close();
  }

  private static void add(Database db) throws SQLException {
    db.statement("INSERT INTO owners DEFAULT VALUES").executeUpdate();
  }

  private long owners() throws SQLException {
    try (Database database = database()) {
      return database.count("SELECT count(*) FROM owners");
    }
  }

  /** Holds the turn, so that what is given meanwhile is committed together. */
  private List<Throwable> together(List<GroupCommit.Work> works) throws Exception {
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    commits.defer(
        db -> {
          holding.countDown();
          awaitQuietly(free);
        },
        () -> {});
    assertThat(holding.await(60, TimeUnit.SECONDS)).isTrue();
    List<Throwable> failures = new ArrayList<>();
    List<Thread> threads = works.stream().map(work -> start(work, failures)).toList();
    for (Thread thread : threads) {
      while (thread.getState() != Thread.State.TIMED_WAITING) {
        LockSupport.parkNanos(100_000);
      }
    }
    free.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    return failures;
  }

  private Thread start(GroupCommit.Work work, List<Throwable> failures) {
    Thread thread =
        new Thread(
            () -> {
              try {
                commits.await(work, false, () -> {});
              } catch (Throwable e) {
                synchronized (failures) {
                  failures.add(e);
                }
              }
            });
    thread.start();
    return thread;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fail(RuntimeException e) {
    throw e;
  }

  @Test
  void aRefusalConcernsItsOwnCallerAndLeavesTheTransactionOfTheOthers() throws Exception {
    StorageFullException full =
        new StorageFullException(new ErrorContext("write", "a", "test"), null, null);
    assertThat(together(List.of(GroupCommitTest::add, db -> fail(full), GroupCommitTest::add)))
        .containsExactly(full);
    assertThat(owners()).isEqualTo(2);
  }

  @Test
  void aWorkThatBreaksIsUndoneAndTheOthersAreDone() throws Exception {
    IllegalArgumentException broken = new IllegalArgumentException();
    GroupCommit.Work breaking =
        db -> {
          add(db);
          fail(broken);
        };
    assertThat(together(List.of(GroupCommitTest::add, breaking, GroupCommitTest::add)))
        .containsExactly(broken);
    assertThat(owners()).isEqualTo(2);
  }

  @Test
  void anErrorConcernsItsOwnCallerAndNoOneWaitsForever() throws Exception {
    NoClassDefFoundError error = new NoClassDefFoundError();
    GroupCommit.Work failing =
        db -> {
          throw error;
        };
    assertThat(together(List.of(failing, GroupCommitTest::add))).containsExactly(error);
    assertThat(owners()).isEqualTo(1);
  }

  @Test
  void aThreadWhoseStackEndsWithinACommitIsNoConcernOfTheOthers() throws Exception {
    AtomicInteger committed = new AtomicInteger();
    AtomicBoolean isOver = new AtomicBoolean();
    CompletableFuture<Void> others =
        CompletableFuture.runAsync(
            () -> {
              while (!isOver.get()) {
                commitOnce(committed);
              }
            },
            task -> new Thread(task).start());
    for (int i = 0; i < 5; i++) {
      Thread deep = new Thread(null, () -> commitNearTheEnd(committed), "deep", 256 * 1024);
      deep.start();
      deep.join();
    }
    isOver.set(true);

    others.get(60, TimeUnit.SECONDS);
    commits.await(GroupCommitTest::add, true, () -> {});
    assertThat(owners()).isGreaterThan(committed.get());
  }

  /** Commits with less and less of the stack left, until there is none. */
  private void commitNearTheEnd(AtomicInteger committed) {
    int deepest = commitFrom(1, 200, committed);
    int unused = commitFrom(deepest - 400, 1, committed);
  }

  /** Returns the depth at which the stack ended before the commit. */
  private int commitFrom(int first, int step, AtomicInteger committed) {
    int depth = first;
    for (int i = 0; i < 1000; i++, depth += step) {
      try {
        commitBelow(depth, committed);
      } catch (StackOverflowError e) {
        if (Stream.of(e.getStackTrace()).noneMatch(at -> at.getMethodName().equals("await"))) {
          return depth;
        }
      }
    }
    return depth;
  }

  private void commitBelow(int depth, AtomicInteger committed) {
    if (depth > 0) {
      commitBelow(depth - 1, committed);
    } else {
      commitOnce(committed);
    }
  }

  private void commitOnce(AtomicInteger committed) {
    try {
      commits.await(GroupCommitTest::add, false, () -> {});
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    committed.incrementAndGet();
  }

  @Test
  void whatAThreadLeavesThatAnErrorEndsTheNextCommits() throws Exception {
    OutOfMemoryError full = new OutOfMemoryError("of the test");
    AtomicBoolean isFirst = new AtomicBoolean(true);
    Database failing = new Database(() -> closing(new SqliteSession(file), full, isFirst));
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    try (GroupCommit used =
        new GroupCommit(failing, () -> {}, 1000, OutboxErrors::isBusy, db -> {})) {
      CompletableFuture<Throwable> ended =
          failure(
              () ->
                  used.await(
                      db -> {
                        holding.countDown();
                        awaitQuietly(free);
                        fail(new IllegalArgumentException());
                      },
                      false,
                      () -> {}));
      assertThat(holding.await(60, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<Throwable> other =
          failure(() -> used.await(GroupCommitTest::add, false, () -> {}));
      free.countDown();

      assertThat(ended.get(60, TimeUnit.SECONDS)).isSameAs(full);
      assertThat(other.get(60, TimeUnit.SECONDS)).isNull();
    }
    assertThat(owners()).isEqualTo(1);
  }

  /** A session that fails when it is closed for the first time. */
  private static OutboxSession closing(OutboxSession session, Error error, AtomicBoolean isFirst) {
    return (OutboxSession)
        Proxy.newProxyInstance(
            OutboxSession.class.getClassLoader(),
            new Class<?>[] {OutboxSession.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close") && isFirst.getAndSet(false)) {
                throw error;
              }
              return method.invoke(session, arguments);
            });
  }

  private static CompletableFuture<Throwable> failure(Wait wait) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            wait.end();
            return null;
          } catch (Throwable e) {
            return e;
          }
        },
        task -> new Thread(task).start());
  }

  @Test
  void whatFollowsACommitAndFailsIsNothingToOthers() throws Exception {
    CountDownLatch followed = new CountDownLatch(1);
    commits.defer(GroupCommitTest::add, () -> fail(new IllegalStateException("a listener")));
    commits.defer(GroupCommitTest::add, followed::countDown);
    commits.flush();
    assertThat(followed.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(owners()).isEqualTo(2);
  }

  @Test
  void aFailingDatabaseReportsItsFirstFailureToAllWhoWait() throws Exception {
    Files.delete(file);
    Files.createDirectory(file);
    GroupCommit broken =
        new GroupCommit(database(), () -> {}, 1000, OutboxErrors::isBusy, db -> {});
    assertThatThrownBy(() -> broken.await(GroupCommitTest::add, false, () -> {}))
        .isInstanceOf(SQLException.class);
    broken.close();
  }

  /** Returns whether nothing is committed while a checkpoint is made. */
  private static boolean isUndisturbed(Database beside) {
    try {
      long before = beside.count("SELECT count(*) FROM owners");
      long unused = beside.count("PRAGMA wal_checkpoint(PASSIVE)");
      return beside.count("SELECT count(*) FROM owners") == before;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theUpkeepIsDoneBesideTheCommitsAndAgainWithoutThem() throws Exception {
    int pairs = 3;
    List<Boolean> undisturbed = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(2 * pairs);
    Database beside = database();
    Runnable checkpoint =
        () -> {
          undisturbed.add(isUndisturbed(beside));
          done.countDown();
        };
    GroupCommit used =
        new GroupCommit(database(), checkpoint, 60_000, OutboxErrors::isBusy, db -> {});
    Thread writer =
        new Thread(
            () -> {
              while (done.getCount() > 0) {
                try {
                  used.await(GroupCommitTest::add, true, () -> {});
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              }
            });
    writer.start();
    writer.join();
    used.close();
    beside.close();
    for (int second = 1; second < 2 * pairs; second += 2) {
      assertThat(undisturbed.get(second)).as("%s", undisturbed).isTrue();
    }
  }

  @Test
  void whatIsSubmittedIsDoneThoughNobodyWaitsYet() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    GroupCommit.Submitted added = commits.submit(adding(done));
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    added.await();
    added.await();
    assertThat(owners()).isEqualTo(1);
  }

  @Test
  void whatIsSubmittedDuringACommitIsDoneThoughNobodyWaitsYet() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch submitted = new CountDownLatch(1);
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () ->
                awaitQuietly(
                    db -> {
                      begun.countDown();
                      awaitQuietly(submitted);
                    }));
    begun.await();
    CountDownLatch done = new CountDownLatch(1);
    GroupCommit.Submitted added = commits.submit(adding(done));
    submitted.countDown();
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    other.join();
    added.await();
    assertThat(owners()).isEqualTo(1);
  }

  private static GroupCommit.Work adding(CountDownLatch done) {
    return db -> {
      add(db);
      done.countDown();
    };
  }

  @Test
  void aRefusalConcernsEachWhoWaits() {
    StorageFullException full =
        new StorageFullException(new ErrorContext("write", "a", "test"), null, null);
    GroupCommit.Submitted refused = commits.submit(db -> fail(full));
    List<CompletableFuture<Void>> waiting =
        Stream.generate(() -> CompletableFuture.runAsync(() -> awaitQuietly(refused)))
            .limit(3)
            .toList();
    for (CompletableFuture<Void> each : waiting) {
      assertThatThrownBy(each::join).hasCause(full);
    }
  }

  private void awaitQuietly(GroupCommit.Work work) {
    quietly(() -> commits.await(work, false, () -> {}));
  }

  private static void awaitQuietly(GroupCommit.Submitted submitted) {
    quietly(submitted::await);
  }

  private interface Wait {
    void end() throws SQLException;
  }

  private static void quietly(Wait wait) {
    try {
      wait.end();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
