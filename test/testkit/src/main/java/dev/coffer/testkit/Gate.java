package dev.coffer.testkit;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds the calls of a {@link SlowFileStore} until a test opens the gate, so that a test can
 * examine a store in the middle of a call without sleeping.
 *
 * <pre>{@code
 * Gate gate = new Gate(Operation.READ);
 * FileStore store = new SlowFileStore(new InMemoryFileStore(), gate);
 * Thread reader = startReader(store);
 * gate.awaitWaiting(1);
 * // the reader is inside its call
 * gate.open();
 * }</pre>
 */
public final class Gate implements SlowFileStore.Pause {
  private final Set<Operation> held;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean open;
  private int waiting;

  /**
   * Creates a closed gate.
   *
   * @param first a primitive whose calls are held
   * @param more other such primitives; calls of the rest pass
   */
  public Gate(Operation first, Operation... more) {
    this.held = EnumSet.of(first, more);
  }

  /** Releases all waiting calls and lets later ones pass. */
  public void open() {
    lock.lock();
    try {
      open = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Holds calls made from now on. */
  public void close() {
    lock.lock();
    try {
      open = false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the given number of calls wait here at once.
   *
   * @param calls the number of calls
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public void awaitWaiting(int calls) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting < calls) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void before(RecordedCall call) throws InterruptedException {
    if (!held.contains(call.operation())) {
      return;
    }
    lock.lockInterruptibly();
    try {
      waiting++;
      changed.signalAll();
      while (!open) {
        changed.await();
      }
    } finally {
      waiting--;
      lock.unlock();
    }
  }
}
