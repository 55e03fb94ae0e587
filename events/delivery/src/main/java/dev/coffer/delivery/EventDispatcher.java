package dev.coffer.delivery;

import dev.coffer.TaskGroup;
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
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the events of one receiver from their queue and passes them to a sink until they are
 * delivered or given up.
 *
 * <p>The events of one path are delivered one at a time and in order; a failed one is retried by
 * the {@link RetrySchedule} and delays no other path. A receiver that is down is probed by a single
 * delivery. While another handle attends the queue, in this process or another, this dispatcher
 * waits.
 */
public final class EventDispatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);
  private static final SafeLog SAFE = new SafeLog(EventDispatcher.class);
  private static final int TAKEN_AT_ONCE = 1000;

  /** How often to check for events that other processes have added to the log. */
  private static final Duration LOOK = Duration.ofMillis(200);

  /** The same while a thread of another process waits, and how often to check whether one does. */
  private static final Duration HASTY_LOOK = Duration.ofMillis(20);

  /** A caller that has waited for one change may soon wait for another. */
  private static final Duration HASTE = Duration.ofSeconds(1);

  /** How long new events wait for more if some have just come: waking a thread costs the caller. */
  private static final Duration LINGER = Duration.ofMillis(10);

  private static final Duration GRACE = Duration.ofSeconds(2);

  /** The pause after the first failure of a log; doubles with each, up to the longest. */
  private static final Duration LOG_PAUSE = Duration.ofSeconds(1);

  private static final Duration LONGEST_LOG_PAUSE = Duration.ofSeconds(10);

  private final EventQueue queue;
  private final EventSink sink;
  private final DeliveryPolicy policy;
  private final Clocks clocks;
  private final DeliveryAgenda agenda;
  private final DeliveryOutcomes outcomes;
  private final DeliveryReceipts receipts = new DeliveryReceipts();
  private final TaskGroup team = new TaskGroup();
  private final Semaphore signal = new Semaphore(0);
  private final Thread thread;

  /**
   * The events that a receiver that is gone did not take, and that the log does not know of yet.
   */
  private final List<EventQueue.Waiting> abandoned = new ArrayList<>();

  private Duration logPause = LOG_PAUSE;
  private long term;

  /** Whether deliveries of an earlier term may be in progress. */
  private boolean forgetting;

  private Instant nextAsked = Instant.MIN;
  private Instant hastyUntil = Instant.MIN;
  private volatile boolean attending;

  /** Whether the queue is checked soon anyway, so that new events need not request it. */
  private volatile boolean lingering;

  private volatile boolean closing;
  private volatile Instant deadline = Instant.MAX;
  private volatile boolean ended;

  /**
   * Creates a dispatcher and starts to deliver.
   *
   * @param queue the events of the receiver; closed with this dispatcher
   * @param sink delivers them; closed with this dispatcher
   * @param policy how to deliver
   */
  public EventDispatcher(EventQueue queue, EventSink sink, DeliveryPolicy policy) {
    this(queue, sink, policy, new Clocks(), RandomGenerator.getDefault());
  }

  EventDispatcher(
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
    this.agenda = new DeliveryAgenda(policy, new ReceiverBreaker(retries::probe));
    this.outcomes = new DeliveryOutcomes(queue, agenda, retries, clocks, receipts);
    queue.onNews(this::onNews);
    this.term = queue.term();
    this.thread = DaemonThreads.unstarted("coffer-courier", this::run);
    thread.start();
  }

  /** Called when there may be new events. */
  private void onNews() {
    if (!lingering) {
      wake();
    }
  }

  /** Checks for work. */
  void wake() {
    signal.release();
  }

  /** Returns whether nothing is in progress that is not recorded in the log. */
  boolean isIdle() {
    return agenda.isIdle();
  }

  // ---- The thread that starts deliveries

  private void run() {
    boolean goesOn = true;
    while (goesOn && !ended) {
      try {
        goesOn = round();
      } catch (InterruptedException e) {
        LOG.debug("deliveries end after an interrupt");
        return;
      } catch (Throwable e) { // a full heap, of which nothing can be said
        LockSupport.parkNanos(LOOK.toNanos());
      }
    }
  }

  /** Starts what is due and waits; returns false after the last round. */
  private boolean round() throws InterruptedException {
    // Read before the step: only a step that knows of the close sends in a hurry.
    boolean last = closing;
    Duration pause = stepSafely();
    if (last && (!attending || isDone())) {
      return false;
    }
    boolean unused = signal.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
    signal.drainPermits();
    return true;
  }

  /** Whatever is thrown, the thread continues: nothing else would ever deliver. */
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

  /** Starts what is due and returns how long to wait for the next. */
  private Duration step() {
    attending = queue.attend();
    seeTerm();
    if (!attending) {
      return LOOK;
    }
    outcomes.recordKept();
    if (!isReady()) {
      return LOOK;
    }
    hurryIfRequested();
    load();
    Instant now = clocks.now();
    for (Optional<DeliveryAgenda.Running> next = agenda.begin(now);
        next.isPresent();
        next = agenda.begin(now)) {
      start(next.get());
    }
    return pause(now);
  }

  /** What was taken in another term is not this handle's any more, or is taken again. */
  private void seeTerm() {
    long now = queue.term();
    if (now != term) {
      term = now;
      agenda.forget();
      abandoned.clear();
      forgetting = true;
    }
  }

  /** Waits for the deliveries of an earlier term: two of one path may not overlap. */
  private boolean isReady() {
    forgetting &= !agenda.isIdle();
    return !forgetting;
  }

  private void hurryIfRequested() {
    if (closing || !receipts.isEmpty() || othersWait()) {
      agenda.hurry();
    }
  }

  /** Returns whether a thread that cannot wake this dispatcher waits for it. */
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
    lingering = false; // news that arrive while the queue is read call again
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
      // Otherwise the delay would start over each time the log is opened.
      queue.retry(early, "the clock was wrong when it failed");
    }
  }

  private void abandon(List<EventQueue.Waiting> taken) {
    abandoned.addAll(agenda.abandon());
    abandoned.addAll(taken);
    if (!abandoned.isEmpty()) {
      outcomes.giveUp(abandoned, "the receiver accepts no more events");
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
   * Returns whether nothing is in progress and nothing more will be due before the close must end.
   * A batch that has ended since the last step has left others, which are due at once.
   */
  private boolean isDone() {
    agenda.hurry();
    Instant now = clocks.now();
    return agenda.isIdle()
        && agenda.untilNext(now).filter(wait -> now.plus(wait).isBefore(deadline)).isEmpty();
  }

  // ---- A delivery

  private void start(DeliveryAgenda.Running delivery) {
    long begun = term;
    try {
      team.start(() -> deliver(delivery, begun));
    } catch (Throwable e) {
      SAFE.warn("a delivery cannot begin", e);
      outcomes.record(delivery, new EventSink.Failed(e.getClass().getSimpleName()));
    }
  }

  private void deliver(DeliveryAgenda.Running delivery, long begun) {
    try {
      if (queue.term() == begun) {
        outcomes.record(delivery, callSink(delivery.job()));
      } else {
        outcomes.putBack(delivery);
      }
    } catch (InterruptedException e) {
      outcomes.putBack(delivery);
    }
    wake();
  }

  /** If a sink throws, even an error, only its delivery fails. */
  private EventSink.Result callSink(Delivery job) throws InterruptedException {
    try {
      return sink.deliver(job.events());
    } catch (Throwable e) {
      if (e instanceof InterruptedException interrupt && ended) {
        throw interrupt;
      }
      if (ended) {
        LOG.debug("the close has ended a delivery", e);
      } else {
        SAFE.warn("a sink failed", e);
      }
      return new EventSink.Failed(e.getClass().getSimpleName());
    }
  }

  // ---- Receipts

  /**
   * Prepares to wait until the receiver has events, before the log has them. While a thread waits,
   * batches are sent immediately.
   *
   * @param events the events of the change just made
   * @param timeout how long to wait at most
   * @return to be called once the log has the events; returns when they are delivered or given up,
   *     after the timeout, or when the thread is interrupted, with its flag set
   */
  public Runnable expect(List<FileEvent> events, Duration timeout) {
    CountDownLatch all = receipts.begin(events);
    return () -> {
      try {
        await(events, all, System.nanoTime() + timeout.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        endReceipt(events);
      }
    };
  }

  /**
   * A failure of the log is ignored: the change is made, and its caller must not receive the error.
   */
  private boolean isPendingElsewhere(List<FileEvent> events) {
    try {
      queue.hurry(true);
      return events.stream().anyMatch(event -> queue.isPending(event.id()));
    } catch (RuntimeException e) {
      LOG.debug("the check whether events are delivered is repeated", e);
      return true;
    }
  }

  /** The last waiting thread ends the hurry; a new one requests it again. */
  private void endHurry() {
    if (receipts.isEmpty()) {
      queue.hurry(false);
    }
  }

  DeliveryReceipts receipts() {
    return receipts;
  }

  /** Ends the wait of one caller. */
  void endReceipt(List<FileEvent> events) {
    receipts.end(events);
    endHurry();
  }

  /** Returns whether another process delivers and is done with events. */
  boolean isSettledElsewhere(List<FileEvent> events) {
    return !attending && !isPendingElsewhere(events);
  }

  /** Returns how long a caller waits before it looks again. */
  long receiptPause() {
    return (attending ? LOOK : HASTY_LOOK).toNanos();
  }

  boolean isClosing() {
    return closing;
  }

  private void await(List<FileEvent> events, CountDownLatch all, long end)
      throws InterruptedException {
    wake();
    while (System.nanoTime() < end && !closing) {
      long look = Math.min(end - System.nanoTime(), receiptPause());
      // Another process may be the one that delivers.
      if (all.await(look, TimeUnit.NANOSECONDS) || isSettledElsewhere(events)) {
        return;
      }
    }
  }

  /**
   * Delivers pending events, including those to be retried, within the time of the policy. Ends at
   * once if nothing more can be tried in that time. The rest stays in the queue.
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
