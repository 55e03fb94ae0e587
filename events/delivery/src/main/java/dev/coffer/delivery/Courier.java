package dev.coffer.delivery;

import dev.coffer.Team;
import dev.coffer.concurrent.DaemonThreads;
import dev.coffer.event.EventQueue;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import dev.coffer.event.SafeLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the events of one receiver from their queue and gives them to a sink until they are
 * delivered or given up.
 *
 * <p>The events of one path are delivered one at a time and in order; one that fails is tried again
 * by the {@link RetrySchedule} and holds up no other path. A receiver that is down is asked by one
 * delivery alone. While another handle of the queue attends it, in this process or another, this
 * courier waits.
 */
public final class Courier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final SafeLog SAFE = new SafeLog(Courier.class);
  private static final int TAKEN_AT_ONCE = 1000;

  /** How often is looked for what other processes have put into the log. */
  private static final Duration LOOK = Duration.ofMillis(200);

  /** The same while somebody waits in another process, and how often is looked whether one does. */
  private static final Duration HASTY_LOOK = Duration.ofMillis(20);

  /** Who has waited for one change may soon wait for another. */
  private static final Duration HASTE = Duration.ofSeconds(1);

  /** How long news wait for others when some have just come: to wake a thread costs who does it. */
  private static final Duration LINGER = Duration.ofMillis(10);

  private static final Duration GRACE = Duration.ofSeconds(2);

  /** After the first failure of a log, doubled with each, up to the longest. */
  private static final Duration LOG_PAUSE = Duration.ofSeconds(1);

  private static final Duration LONGEST_LOG_PAUSE = Duration.ofSeconds(10);

  private final EventQueue queue;
  private final EventSink sink;
  private final DeliveryPolicy policy;
  private final Clocks clocks;
  private final Agenda agenda;
  private final Outcomes outcomes;
  private final Receipts receipts = new Receipts();
  private final Team team = new Team();
  private final Semaphore signal = new Semaphore(0);
  private final Thread thread;

  /** What a receiver that is gone did not take and the log does not know yet. */
  private final List<EventQueue.Waiting> abandoned = new ArrayList<>();

  private Duration logPause = LOG_PAUSE;
  private Instant nextAsked = Instant.MIN;
  private Instant hastyUntil = Instant.MIN;
  private volatile boolean attending;

  /** Whether the next look at the queue comes soon, so that no news need call for it. */
  private volatile boolean lingering;

  private volatile boolean closing;
  private volatile Instant deadline = Instant.MAX;
  private volatile boolean ended;

  /**
   * Starts to deliver.
   *
   * @param queue the events of the receiver; closed with this courier
   * @param sink delivers them; closed with this courier
   * @param policy how
   */
  public Courier(EventQueue queue, EventSink sink, DeliveryPolicy policy) {
    this(queue, sink, policy, new Clocks(), RandomGenerator.getDefault());
  }

  Courier(
      EventQueue queue,
      EventSink sink,
      DeliveryPolicy policy,
      Clocks clocks,
      RandomGenerator random) {
    this.queue = queue;
    this.sink = sink;
    this.policy = policy;
    this.clocks = clocks;
    Retries retries = new Retries(policy.retries(), random);
    this.agenda = new Agenda(policy, new ReceiverBreaker(retries::probe));
    this.outcomes = new Outcomes(queue, agenda, retries, clocks, receipts);
    queue.onNews(this::hear);
    this.thread = DaemonThreads.unstarted("coffer-courier", this::run);
    thread.start();
  }

  /** There is something new. */
  private void hear() {
    if (!lingering) {
      wake();
    }
  }

  /** Looks for what is to be done. */
  void wake() {
    signal.release();
  }

  /** Whether nothing is under way that the log does not know of. */
  boolean isIdle() {
    return agenda.isIdle();
  }

  // ---- The thread that starts deliveries

  private void run() {
    try {
      while (!ended) {
        // What was asked for before the step: only a step that knows of the close sends in a hurry.
        boolean last = closing;
        Duration pause = stepSafely();
        if (last && (!attending || isDone())) {
          return;
        }
        boolean unused = signal.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
        signal.drainPermits();
      }
    } catch (InterruptedException e) {
      LOG.debug("deliveries end, interrupted");
    }
  }

  /** Whatever is thrown, the thread goes on: nothing else would ever deliver. */
  private Duration stepSafely() {
    try {
      Duration pause = step();
      logPause = LOG_PAUSE;
      return pause;
    } catch (Throwable e) {
      if (!closing) {
        SAFE.warn("the event log fails; deliveries wait for {}", logPause, e);
      }
      Duration pause = logPause;
      logPause = RetrySchedule.shorter(pause.multipliedBy(2), LONGEST_LOG_PAUSE);
      return pause;
    }
  }

  /** Starts what is due and says how long to wait for the next. */
  private Duration step() {
    attending = queue.attend();
    if (!attending) {
      return LOOK;
    }
    outcomes.noteKept();
    hurryIfAsked();
    load();
    Instant now = clocks.now();
    for (Optional<Agenda.Running> next = agenda.begin(now);
        next.isPresent();
        next = agenda.begin(now)) {
      start(next.get());
    }
    return pause(now);
  }

  private void hurryIfAsked() {
    if (closing || !receipts.isEmpty() || othersWait()) {
      agenda.hurry();
    }
  }

  /** Whether somebody who cannot wake this courier waits for it. */
  private boolean othersWait() {
    Instant now = clocks.now();
    if (now.isBefore(nextAsked)) {
      return false;
    }
    nextAsked = now.plus(HASTY_LOOK);
    boolean hurried = queue.isHurried();
    if (hurried) {
      hastyUntil = now.plus(HASTE);
    }
    return hurried;
  }

  private void load() {
    lingering = false; // what comes while the queue is looked at calls again
    boolean more = true;
    boolean found = false;
    while (more && (outcomes.isGone() || agenda.hasRoom())) {
      List<EventQueue.Waiting> taken = queue.take(TAKEN_AT_ONCE);
      found |= !taken.isEmpty();
      if (outcomes.isGone()) {
        abandon(taken);
      } else {
        add(taken);
      }
      more = taken.size() == TAKEN_AT_ONCE;
    }
    lingering = found;
  }

  private void add(List<EventQueue.Waiting> taken) {
    Duration longest = policy.retries().longest();
    agenda.add(taken.stream().map(each -> clocks.fromLog(each, longest)).toList(), clocks.now());
    List<EventQueue.Waiting> early =
        taken.stream()
            .filter(each -> clocks.isTooFar(each, longest))
            .map(each -> clocks.toLog(clocks.fromLog(each, longest)))
            .toList();
    if (!early.isEmpty()) {
      // Else the time until then would begin anew each time that the log is opened.
      queue.retry(early, "the clock was wrong when it failed");
    }
  }

  private void abandon(List<EventQueue.Waiting> taken) {
    abandoned.addAll(agenda.abandon());
    abandoned.addAll(taken);
    if (!abandoned.isEmpty()) {
      outcomes.giveUp(abandoned, "the receiver wants no event any more");
      abandoned.clear();
    }
  }

  private Duration pause(Instant now) {
    Duration pause = agenda.isBusy() ? LOOK : agenda.untilNext(now).orElse(LOOK);
    Duration look = now.isBefore(hastyUntil) ? HASTY_LOOK : LOOK;
    Duration bounded = RetrySchedule.shorter(pause, lingering ? LINGER : look);
    return RetrySchedule.longer(bounded, Duration.ofMillis(1));
  }

  /**
   * Whether nothing is under way and nothing more will be due before the close must end. A batch
   * that has ended since the last step has left others behind, which are due at once.
   */
  private boolean isDone() {
    agenda.hurry();
    Instant now = clocks.now();
    return agenda.isIdle()
        && agenda.untilNext(now).filter(wait -> now.plus(wait).isBefore(deadline)).isEmpty();
  }

  // ---- A delivery

  private void start(Agenda.Running delivery) {
    try {
      team.start(() -> deliver(delivery));
    } catch (Throwable e) {
      SAFE.warn("a delivery cannot begin", e);
      outcomes.note(delivery, new EventSink.Failed(e.getClass().getSimpleName()));
    }
  }

  private void deliver(Agenda.Running delivery) {
    try {
      outcomes.note(delivery, ask(delivery.job()));
    } catch (InterruptedException e) {
      outcomes.putBack(delivery);
    }
    wake();
  }

  /** A sink that throws, also an error, costs no more than its delivery. */
  private EventSink.Result ask(Job job) throws InterruptedException {
    try {
      return sink.deliver(job.events());
    } catch (Throwable e) {
      if (e instanceof InterruptedException interrupt && ended) {
        throw interrupt;
      }
      SAFE.warn("a sink failed", e);
      return new EventSink.Failed(e.getClass().getSimpleName());
    }
  }

  // ---- Receipts

  /**
   * Begins to wait until the receiver has events, before the log has them. Batches are sent at once
   * as long as somebody waits.
   *
   * @param events what has just been done
   * @param timeout how long to wait at the most
   * @return called when the log has the events; returns when they are delivered or given up, after
   *     the timeout, or when the thread is interrupted, with its flag set
   */
  public Runnable expect(List<FileEvent> events, Duration timeout) {
    CountDownLatch all = receipts.begin(events);
    return () -> {
      try {
        await(events, all, System.nanoTime() + timeout.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        receipts.end(events);
        calm();
      }
    };
  }

  /** A log that fails says nothing: the change is made, and who made it must not hear of that. */
  private boolean isPendingElsewhere(List<FileEvent> events) {
    try {
      queue.hurry(true);
      return events.stream().anyMatch(event -> queue.isPending(event.id()));
    } catch (RuntimeException e) {
      LOG.debug("whether events are delivered is asked again", e);
      return true;
    }
  }

  /** The last who waits asks for no more haste; one that has just come asks again. */
  private void calm() {
    if (receipts.isEmpty()) {
      queue.hurry(false);
    }
  }

  private void await(List<FileEvent> events, CountDownLatch all, long end)
      throws InterruptedException {
    wake();
    while (System.nanoTime() < end && !closing) {
      long look = (attending ? LOOK : HASTY_LOOK).toNanos();
      if (all.await(Math.min(end - System.nanoTime(), look), TimeUnit.NANOSECONDS)) {
        return;
      }
      // Another process may be the one that delivers.
      if (!attending && !isPendingElsewhere(events)) {
        return;
      }
    }
  }

  /**
   * Sends what is pending, what must be tried again included, within the time of the policy. Ends
   * at once when nothing more can be tried in that time. The rest stays in the queue.
   */
  @Override
  public void close() {
    deadline = clocks.now().plus(policy.closeTimeout());
    closing = true;
    wake();
    boolean interrupted = join(policy.closeTimeout());
    ended = true;
    outcomes.close();
    team.interrupt();
    wake();
    interrupted |= join(GRACE);
    queue.close();
    sink.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean join(Duration time) {
    try {
      thread.join(Math.max(1, time.toMillis()));
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }
}
