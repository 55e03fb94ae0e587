package dev.coffer.event;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The events of one receiver in memory; its log's lock guards it. */
final class InMemoryQueue {
  private final InMemoryEventLog log;
  private final String receiver;
  private final NavigableMap<Long, EventQueue.Waiting> pending = new TreeMap<>();
  private final NavigableMap<Long, DeadLetter> dead = new TreeMap<>();
  private long dropped;
  private @Nullable String lastAnswer;
  private @Nullable Handle attending;
  private final Set<Handle> hurrying = new HashSet<>();

  /** What each handle, attending or not, does when there are news. */
  private final Map<Handle, Runnable> callbacks = new LinkedHashMap<>();

  InMemoryQueue(InMemoryEventLog log, String receiver) {
    this.log = log;
    this.receiver = receiver;
  }

  EventQueue handle() {
    return new Handle();
  }

  Stream<Runnable> news() {
    return callbacks.values().stream();
  }

  void add(FileEvent event) {
    pending.put(event.order(), EventQueue.Waiting.first(event));
  }

  boolean isPending(long order) {
    return pending.containsKey(order);
  }

  boolean isDead(long order) {
    return dead.containsKey(order);
  }

  void forget(long order) {
    if (pending.remove(order) != null || dead.remove(order) != null) {
      dropped++;
    }
  }

  Collection<DeadLetter> deadLetters() {
    return List.copyOf(dead.values());
  }

  List<FileEvent> revive(PathPattern pattern) {
    List<FileEvent> revived =
        dead.values().stream().map(DeadLetter::event).filter(pattern::matches).toList();
    revived.forEach(event -> dead.remove(event.order()));
    revived.forEach(event -> log.settled(event.order()));
    return revived;
  }

  ReceiverState state() {
    return new ReceiverState(
        receiver,
        pending.size(),
        pending.values().stream().mapToLong(waiting -> waiting.event().size().orElse(0)).sum(),
        pending.values().stream().findFirst().map(waiting -> waiting.event().time()),
        dead.size(),
        dropped,
        Optional.ofNullable(lastAnswer));
  }

  private final class Handle implements EventQueue {
    private long taken;

    @Override
    public boolean attend() {
      synchronized (log) {
        if (attending == null) {
          attending = this;
        }
        return attending == this;
      }
    }

    @Override
    public List<Waiting> take(int max) {
      synchronized (log) {
        List<Waiting> next = pending.tailMap(taken, false).values().stream().limit(max).toList();
        if (!next.isEmpty()) {
          taken = next.get(next.size() - 1).event().order();
        }
        return next;
      }
    }

    @Override
    public void acknowledge(Collection<FileEvent> events) {
      synchronized (log) {
        for (FileEvent event : events) {
          pending.remove(event.order());
          log.settled(event.order());
        }
        lastAnswer = null;
      }
    }

    @Override
    public void retry(Collection<Waiting> failed, String reason) {
      synchronized (log) {
        lastAnswer = reason;
        failed.forEach(
            each -> pending.computeIfPresent(each.event().order(), (order, before) -> each));
      }
    }

    @Override
    public void giveUp(Collection<Waiting> failed, String reason) {
      synchronized (log) {
        lastAnswer = reason;
        for (Waiting each : failed) {
          FileEvent event = each.event();
          if (pending.remove(event.order()) != null) {
            dead.put(event.order(), new DeadLetter(receiver, event, each.attempts(), reason));
            log.settled(event.order());
          }
        }
      }
    }

    @Override
    public boolean isPending(UUID id) {
      synchronized (log) {
        return pending.values().stream().anyMatch(waiting -> waiting.event().id().equals(id));
      }
    }

    @Override
    public void hurry(boolean wanted) {
      synchronized (log) {
        boolean unused = wanted ? hurrying.add(this) : hurrying.remove(this);
      }
    }

    @Override
    public boolean isHurried() {
      synchronized (log) {
        return !hurrying.isEmpty();
      }
    }

    @Override
    public void onNews(Runnable callback) {
      synchronized (log) {
        callbacks.put(this, callback);
      }
    }

    @Override
    public void close() {
      synchronized (log) {
        hurrying.remove(this);
        callbacks.remove(this);
        if (attending == this) {
          attending = null;
        }
      }
    }
  }
}
