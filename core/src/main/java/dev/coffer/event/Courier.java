package dev.coffer.event;

import dev.coffer.Team;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
  private static final int TAKEN_AT_ONCE = 1000;

  /** How often is looked for what other processes have put into the log. */
  private static final Duration LOOK = Duration.ofMillis(200);

  /** How long news wait for others when some have just come: to wake a thread costs who does it. */
  private static final Duration LINGER = Duration.ofMillis(10);

  private static final Duration GRACE = Duration.ofSeconds(2);

  private final EventQueue queue;
  private final EventSink sink;
  private final DeliveryPolicy policy;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Plan plan;
  private final Breaker breaker;
  private final Team team = new Team();
  private final Semaphore signal = new Semaphore(0);
  private final Map<UUID, CountDownLatch> receipts = new ConcurrentHashMap<>();
  private final Thread thread;
  private int underWay;
  private volatile boolean attending;

  /** Whether the next look at the queue comes soon, so that no news need call for it. */
  private volatile boolean lingering;

  private volatile boolean gone;
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
    this(queue, sink, policy, InstantSource.system(), RandomGenerator.getDefault());
  }

  Courier(
      EventQueue queue,
      EventSink sink,
      DeliveryPolicy policy,
      InstantSource clock,
      RandomGenerator random) {
    this.queue = queue;
    this.sink = sink;
    this.policy = policy;
    this.clock = clock;
    this.random = random;
    this.plan = policy.batch().<Plan>map(BatchPlan::new).orElseGet(SinglePlan::new);
    this.breaker = new Breaker(attempt -> delay(attempt, Optional.empty()));
    queue.onNews(this::hear);
    this.thread = new Thread(null, this::run, "coffer-courier", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  private Duration delay(int attempt, Optional<Duration> asked) {
    return policy.retries().delay(attempt, random.nextDouble(), asked);
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

  private Duration stepSafely() {
    try {
      return step();
    } catch (RuntimeException e) {
      if (!closing) {
        LOG.warn("the event log fails; deliveries wait", e);
      }
      return Duration.ofSeconds(1);
    }
  }

  /** Starts what is due and says how long to wait for the next. */
  private Duration step() {
    attending = queue.attend();
    if (!attending) {
      return LOOK;
    }
    synchronized (this) {
      hurryIfAsked();
      load();
      Instant now = clock.instant();
      int room = policy.inFlight() - underWay;
      for (int i = breaker.allowed(room, now); i > 0; i--) {
        Optional<Job> job = plan.next(now);
        if (job.isEmpty()) {
          break;
        }
        start(job.get());
      }
      return pause(now);
    }
  }

  private void hurryIfAsked() {
    if (closing || !receipts.isEmpty()) {
      plan.hurry();
    }
  }

  private void load() {
    lingering = false; // what comes while the queue is looked at calls again
    boolean more = true;
    boolean found = false;
    while (more && plan.hasRoom()) {
      List<EventQueue.Waiting> taken = queue.take(TAKEN_AT_ONCE);
      found |= !taken.isEmpty();
      if (gone && !taken.isEmpty()) {
        queue.giveUp(events(taken), 0, "the receiver wants no event any more");
      } else {
        Instant now = clock.instant();
        taken.forEach(waiting -> plan.add(waiting, now));
      }
      more = taken.size() == TAKEN_AT_ONCE;
    }
    lingering = found;
  }

  private static List<FileEvent> events(List<EventQueue.Waiting> waiting) {
    return waiting.stream().map(EventQueue.Waiting::event).toList();
  }

  private Duration pause(Instant now) {
    Duration pause = underWay >= policy.inFlight() ? LOOK : untilNext(now).orElse(LOOK);
    Duration least = Duration.ofMillis(1);
    Duration most = lingering ? LINGER : LOOK;
    Duration bounded = pause.compareTo(most) < 0 ? pause : most;
    return bounded.compareTo(least) > 0 ? bounded : least;
  }

  /** How long until a delivery may begin; nothing when nothing waits for one. */
  private Optional<Duration> untilNext(Instant now) {
    Duration spared = breaker.next().map(next -> Duration.between(now, next)).orElse(Duration.ZERO);
    return plan.idle(now).map(due -> due.compareTo(spared) > 0 ? due : spared);
  }

  /**
   * Whether nothing is under way and nothing more will be due before the close must end. A batch
   * that has ended since the last step has left others behind, which are due at once.
   */
  private synchronized boolean isDone() {
    plan.hurry();
    Instant now = clock.instant();
    return underWay == 0
        && untilNext(now).filter(wait -> now.plus(wait).isBefore(deadline)).isEmpty();
  }

  // ---- A delivery

  private void start(Job job) {
    underWay++;
    breaker.began();
    team.start(() -> deliver(job));
  }

  private void deliver(Job job) {
    EventSink.Result result;
    try {
      result = sink.deliver(job.events());
    } catch (InterruptedException e) {
      putBack(job, clock.instant());
      return;
    } catch (RuntimeException e) {
      LOG.warn("a sink failed", e);
      result = new EventSink.TryAgain(e.getClass().getSimpleName(), Optional.empty());
    }
    try {
      settle(job, result);
    } catch (RuntimeException e) {
      if (!ended) {
        LOG.warn("the event log fails; a delivery will be made again", e);
      }
      putBack(job, clock.instant().plus(delay(1, Optional.empty())));
    }
    wake();
  }

  private void settle(Job job, EventSink.Result result) {
    if (result instanceof EventSink.Delivered) {
      queue.acknowledge(job.coveredEvents());
      finish(job);
    } else if (result instanceof EventSink.TryAgain again) {
      tryAgain(job, again);
    } else if (result instanceof EventSink.Refused refused) {
      giveUp(job, refused.reason());
    } else if (result instanceof EventSink.Gone left) {
      gone = true;
      LOG.warn("a receiver wants no event any more: {}", left.reason());
      giveUp(job, left.reason());
    }
  }

  private void giveUp(Job job, String reason) {
    int attempts = job.covered().get(0).attempts() + 1;
    LOG.warn("{} events are given up: {}", job.covered().size(), reason);
    queue.giveUp(job.coveredEvents(), attempts, reason);
    finish(job);
  }

  private void finish(Job job) {
    job.coveredEvents().forEach(this::tell);
    synchronized (this) {
      underWay--;
      breaker.answered();
      plan.done(job);
    }
  }

  private void tryAgain(Job job, EventSink.TryAgain again) {
    int attempts = job.covered().get(0).attempts() + 1;
    Instant due = clock.instant().plus(delay(attempts, again.after()));
    List<EventQueue.Waiting> left = new ArrayList<>();
    List<FileEvent> exhausted = new ArrayList<>();
    for (EventQueue.Waiting waiting : job.covered()) {
      int tried = waiting.attempts() + 1;
      if (tried >= policy.retries().attempts()) {
        exhausted.add(waiting.event());
      } else {
        left.add(new EventQueue.Waiting(waiting.event(), tried, due));
      }
    }
    if (!exhausted.isEmpty()) {
      LOG.warn("{} events are given up: {}", exhausted.size(), again.reason());
      queue.giveUp(exhausted, attempts, again.reason());
      exhausted.forEach(this::tell);
    }
    if (!left.isEmpty()) {
      queue.retry(events(left), left.get(0).attempts(), due, again.reason());
    }
    synchronized (this) {
      underWay--;
      breaker.failed(clock.instant());
      plan.failed(job, left);
    }
  }

  private synchronized void putBack(Job job, Instant due) {
    underWay--;
    plan.failed(
        job,
        job.covered().stream()
            .map(waiting -> new EventQueue.Waiting(waiting.event(), waiting.attempts(), due))
            .toList());
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
    CountDownLatch all = new CountDownLatch(events.size());
    events.forEach(event -> receipts.put(event.id(), all));
    return () -> {
      try {
        await(events, all, System.nanoTime() + timeout.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        events.forEach(event -> receipts.remove(event.id()));
      }
    };
  }

  private void await(List<FileEvent> events, CountDownLatch all, long end)
      throws InterruptedException {
    wake();
    while (System.nanoTime() < end && !closing) {
      long left = Math.min(end - System.nanoTime(), LOOK.toNanos());
      if (all.await(left, TimeUnit.NANOSECONDS)) {
        return;
      }
      // Another process may be the one that delivers.
      if (!attending && events.stream().noneMatch(event -> queue.isPending(event.id()))) {
        return;
      }
    }
  }

  private void tell(FileEvent event) {
    Optional.ofNullable(receipts.get(event.id())).ifPresent(CountDownLatch::countDown);
  }

  /**
   * Sends what is pending, what must be tried again included, within the time of the policy. Ends
   * at once when nothing more can be tried in that time. The rest stays in the queue.
   */
  @Override
  public void close() {
    deadline = clock.instant().plus(policy.closeTimeout());
    closing = true;
    wake();
    boolean interrupted = join(policy.closeTimeout());
    ended = true;
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
