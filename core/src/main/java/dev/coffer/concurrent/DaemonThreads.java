package dev.coffer.concurrent;

import java.util.concurrent.ThreadFactory;

/**
 * Makes threads that keep nothing alive: not the process, which does not wait for them, and not the
 * application whose call happened to start them, whose class loader and inheritable thread locals
 * they do not get.
 */
public final class DaemonThreads {
  private DaemonThreads() {}

  /**
   * Creates a thread.
   *
   * @param name as dumps show it
   * @param task runs in it
   * @return not started
   */
  public static Thread unstarted(String name, Runnable task) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  /**
   * Creates threads of one name.
   *
   * @param name as dumps show it
   * @return a factory for executors
   */
  public static ThreadFactory named(String name) {
    return task -> unstarted(name, task);
  }
}
