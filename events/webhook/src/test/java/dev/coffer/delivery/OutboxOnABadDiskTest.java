package dev.coffer.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.OverflowPolicy;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FakeReceiver;
import dev.coffer.testkit.Reply;
import dev.coffer.webhook.Hooks;
import dev.coffer.webhook.WebHookFileStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An outbox whose disk is full or fails, or that another process has locked: changes fail with the
 * right error while that lasts, and afterwards everything goes on where it was.
 */
@Tag("one-jdk")
class OutboxOnABadDiskTest {
  /** How long a change waits for a lock that another process holds. */
  private static final long PATIENCE = 500;

  @TempDir Path directory;

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private FakeReceiver receiver = new FakeReceiver();

  /** What is wrong with the disk. */
  interface Trouble {
    void begin() throws Exception;

    void end() throws Exception;
  }

  @BeforeEach
  void listen() {
    receiver = opened(new FakeReceiver());
  }

  @AfterEach
  void closeAll() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.add(part);
    return part;
  }

  private FileStore open(Path outbox) {
    return open(outbox, PATIENCE);
  }

  private FileStore open(Path outbox, long patience) {
    Outbox log = new Outbox(outbox, 100_000, OverflowPolicy.FAIL, InstantSource.system(), patience);
    return opened(
        new WebHookFileStore(new InMemoryFileStore(), log, List.of(Hooks.to(receiver).build())));
  }

  private void awaitDeliveryOf(String... names) throws InterruptedException {
    for (int count = 1; !told.containsAll(List.of(names)); count++) {
      receiver
          .await(count)
          .forEach(request -> told.add(request.target().replaceFirst(".*/hook/", "")));
    }
  }

  private void failsThenGoesOn(
      Path outbox, Trouble trouble, Class<? extends FileStoreException> error, String hint)
      throws Exception {
    FileStore store = open(outbox);
    store.write("before", "1");
    awaitDeliveryOf("before");
    List<String> written = new ArrayList<>();
    trouble.begin();
    try {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1000; i++) {
                  store.write("during-" + i, "1");
                  written.add("during-" + i);
                }
              })
          .isInstanceOf(error)
          .hasMessageContaining("announce during-" + written.size())
          .hasMessageContaining(hint);
      assertThat(store.exists("during-" + written.size())).as("it is not made").isFalse();
      assertThat(store.unwrap(FileEventLog.class).orElseThrow().receivers()).hasSize(1);
      assertThatThrownBy(() -> store.write("once more", "1")).isInstanceOf(error);
    } finally {
      trouble.end();
    }
    store.write("after", "1");
    written.add("after");
    awaitDeliveryOf(written.toArray(String[]::new));
  }

  @Test
  void aFullDiskIsStorageFullUntilThereIsRoom() throws Exception {
    SmallDisk disk = opened(new SmallDisk(directory.resolve("disk")));
    failsThenGoesOn(
        disk.outbox(),
        new Trouble() {
          @Override
          public void begin() throws Exception {
            disk.fill();
          }

          @Override
          public void end() throws Exception {
            disk.makeRoom();
          }
        },
        StorageFullException.class,
        "free some space");
  }

  /** The lock of the database, as another program has it. */
  private Connection lock(Path outbox) throws SQLException {
    Connection other = DriverManager.getConnection("jdbc:sqlite:" + outbox);
    try (Statement statement = other.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 60000"); // the outbox may just write
      statement.execute("BEGIN IMMEDIATE");
    }
    return other;
  }

  @Test
  void aLockThatAnotherProcessKeepsIsReportedUntilItIsFree() throws Exception {
    Path outbox = directory.resolve("outbox.db");
    List<Connection> locks = new ArrayList<>();
    failsThenGoesOn(
        outbox,
        new Trouble() {
          @Override
          public void begin() throws Exception {
            locks.add(lock(outbox));
          }

          @Override
          public void end() throws Exception {
            locks.get(0).close();
          }
        },
        StorageFailureException.class,
        "another process keeps the outbox locked");
  }

  @Test
  void changesThatComeWhileOthersWaitForALockWaitForTheirOwnTimeAlone() throws Exception {
    Path outbox = directory.resolve("outbox.db");
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch failed = new CountDownLatch(16);
    FileStore store = open(outbox, 4 * PATIENCE);
    try (Connection lock = lock(outbox)) {
      assertThat(lock.isClosed()).isFalse();
      for (int i = 0; i < 16; i++) {
        Thread writer =
            new Thread(
                () -> {
                  try {
                    store.write("w" + begun.incrementAndGet(), "1");
                  } catch (StorageFailureException e) {
                    failed.countDown();
                  }
                });
        writer.start();
      }
      // One after the other they would wait for 32 seconds.
      assertThat(failed.await(25, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void afterTheFileWasDeletedChangesFailAndWhatWasAcknowledgedIsDelivered() throws Exception {
    Path outbox = directory.resolve("outbox.db");
    CountDownLatch up = new CountDownLatch(1);
    FileStore store = open(outbox);
    receiver.answer(request -> Reply.status(up.getCount() == 0 ? 200 : 503));
    store.write("before", "1");
    assertThat(store.unwrap(FileEventLog.class).orElseThrow().events(0, 10)).hasSize(1);
    for (String ending : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(outbox + ending));
    }
    assertThatThrownBy(() -> store.write("after", "1"))
        .isInstanceOf(StorageFailureException.class)
        .hasMessageContaining("close the store and open it again");
    assertThat(store.exists("after")).isFalse();
    up.countDown();
    awaitDeliveryOf("before");
    store.close();
    open(outbox).write("next", "1");
    awaitDeliveryOf("next");
  }

  @Test
  @Timeout(120) // whoever opened the file again would wait for a lock for ten minutes
  void afterTheFileWasEmptiedAllFailsAtOnceAndItCanBeClosed() throws Exception {
    Path file = directory.resolve("outbox.db");
    long patience = Duration.ofMinutes(10).toMillis();
    try (Outbox outbox =
        new Outbox(file, 100_000, OverflowPolicy.FAIL, InstantSource.system(), patience)) {
      EventQueue queue = outbox.queue("r");
      OutboxRecords.recordTogether(outbox, 100);
      List<FileEvent> events = OutboxRecords.take(queue);
      FileChannel.open(file, StandardOpenOption.WRITE).truncate(0).close();
      assertThatThrownBy(() -> OutboxRecords.record(outbox, "after"))
          .isInstanceOf(StorageFailureException.class)
          .hasMessageContaining("its file was truncated while it was open: close the store, move");
      assertThatThrownBy(() -> events.forEach(event -> queue.acknowledge(List.of(event))))
          .isInstanceOf(StorageFailureException.class);
      assertThatThrownBy(() -> OutboxRecords.record(outbox, "once more"))
          .isInstanceOf(StorageFailureException.class)
          .hasMessageContaining("its file was truncated while it was open");
    }
  }

  /** The table of the receivers is read when a store asks for its receiver. */
  @Test
  void damageThatIsFoundWhenAReceiverIsAskedForIsOneOfTheOpening() throws Exception {
    Path outbox = directory.resolve("outbox.db");
    new Outbox(outbox).close();
    List<Long> pages = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + outbox);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'receivers'")) {
      while (row.next()) {
        pages.add(row.getLong(1));
      }
    }
    for (long page : pages) {
      damage(outbox, (page - 1) * 4096, 4096);
    }
    try (Outbox damaged = new Outbox(outbox)) {
      assertThatThrownBy(() -> damaged.queue("r"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("the outbox is damaged: move it away");
    }
  }

  private static void damage(Path file, long from, int length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] noise = new byte[length];
      Arrays.fill(noise, (byte) 7);
      channel.write(ByteBuffer.wrap(noise), from);
    }
  }

  @Test
  void aReadOnlyDiskIsReportedWhenTheOutboxIsOpened() throws Exception {
    SmallDisk disk = opened(new SmallDisk(directory.resolve("disk")));
    try (Outbox outbox = new Outbox(disk.outbox())) {
      outbox.queue("r").close();
      OutboxRecords.record(outbox, "a");
    }
    disk.writable(false);
    assertThatThrownBy(() -> new Outbox(disk.outbox()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageMatching("(?is).*read-only.*");
    disk.writable(true);
    try (Outbox outbox = new Outbox(disk.outbox())) {
      assertThat(outbox.queue("r").take(10)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4096})
  void aDamagedFileIsReportedWhenTheOutboxIsOpened(int from) throws Exception {
    Path outbox = directory.resolve("outbox.db");
    try (Outbox first = new Outbox(outbox)) {
      OutboxRecords.record(first, "a");
    }
    damage(outbox, from, 8192);
    assertThatThrownBy(() -> new Outbox(outbox))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("it cannot be opened: the outbox is damaged: move it away");
    for (String ending : List.of("", "-wal", "-shm", ".lock")) {
      Files.deleteIfExists(Path.of(outbox + ending));
    }
    new Outbox(outbox).close();
  }

  @Test
  @Timeout(120)
  void aDiskThatFailsIsReportedUntilItWorks() throws Exception {
    Path outbox = directory.resolve("outbox.db");
    try (OutboxProcess process = new OutboxProcess(outbox)) {
      assertThat(process.record("a")).isEqualTo("ok");
      Runnable repair = process.failing("pwrite64", "EIO");
      assertThat(process.record("b")).startsWith("StorageFailureException").contains("disk");
      assertThat(process.record("c")).startsWith("StorageFailureException");
      repair.run();
      assertThat(process.record("d")).isEqualTo("ok");
    }
    try (Outbox next = new Outbox(outbox)) {
      assertThat(next.events(0, 10)).extracting(event -> event.path() + "").contains("a", "d");
    }
  }
}
