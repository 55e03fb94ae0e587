package dev.coffer.testkit;

import dev.coffer.testkit.http.Listener;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Simulates a bad network between a client and an HTTP/1.1 server, for tests. It listens on a free
 * port of 127.0.0.1 and passes every byte unchanged, so that a client may sign its {@code Host}
 * header; the server sees the name of the proxy in it.
 *
 * <pre>{@code
 * try (ChaosProxy proxy = new ChaosProxy(URI.create("http://127.0.0.1:9000"))) {
 *   FileStore store = storeAt(proxy.uri());
 *   proxy.inject(Fault.cut(Where.BEFORE_ANSWER, End.RESET), Requests.of("PUT").nth(1));
 *   store.write("a", "x"); // the server has it, and the answer is lost
 * }
 * }</pre>
 *
 * <p>It distinguishes requests on a persistent connection, by {@code Content-Length} and by chunks,
 * and passes {@code 100 Continue}. Each connection of a client is one connection to the server. It
 * only does what is injected, and nothing at random. All methods may be called from any thread; a
 * fault applies to the requests that come after it.
 *
 * <p>It does not support TLS or HTTP/2, does not change what the server receives except by cutting
 * it off, and does not slow down connecting.
 */
public final class ChaosProxy implements AutoCloseable {
  private final InetSocketAddress server;
  private final int port;
  private final FaultPlan plan = new FaultPlan();
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final Object changes = new Object();
  private volatile long latencyNanos;
  private @Nullable Listener listener;

  /**
   * Opens a proxy that passes everything.
   *
   * @param server {@code http://host:port}; it need not be running yet
   * @throws UncheckedIOException if no port is available
   */
  public ChaosProxy(URI server) {
    this.server = new InetSocketAddress(server.getHost(), server.getPort());
    Listener first = new Listener(0, this::serve);
    this.port = first.port();
    this.listener = first;
  }

  /**
   * Returns the address to which clients connect.
   *
   * @return {@code http://127.0.0.1:port}, the same for the lifetime of the proxy
   */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /**
   * Injects a fault into requests that come from now on. Every fault counts every request; if
   * several apply to one, the one injected first happens.
   *
   * @param fault the fault
   * @param requests the requests to which it happens
   */
  public void inject(Fault fault, Requests requests) {
    plan.inject(fault, requests);
  }

  /**
   * Sets the latency in each direction, including for connections that are already open.
   *
   * @param oneWay zero for none
   */
  public void latency(Duration oneWay) {
    latencyNanos = oneWay.toNanos();
  }

  /** Refuses new connections and resets open ones, like a server that is not running. */
  public synchronized void refuse() {
    if (listener != null) {
      listener.close();
      listener = null;
    }
    connections.forEach(ProxiedConnection::reset);
  }

  /** Removes all faults: nothing is injected, refused or delayed any more. */
  public synchronized void heal() {
    plan.clear();
    latencyNanos = 0;
    if (listener == null) {
      listener = new Listener(port, this::serve);
    }
  }

  /**
   * Returns the requests received, including those that did not reach the server, in the order of
   * their heads.
   *
   * @return the requests since the start, or since {@link #forgetRequests}
   */
  public List<ProxiedRequest> requests() {
    return plan.seen();
  }

  /** Clears the requests that {@link #requests} returns; faults continue their own counts. */
  public void forgetRequests() {
    plan.forget();
  }

  /**
   * Returns how many connections clients hold open, used or not.
   *
   * @return the number of connections
   */
  public int openConnections() {
    return connections.size();
  }

  /**
   * Waits until clients hold no connection.
   *
   * @param longest how long to wait
   * @return false if some are still open then
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public boolean awaitNoConnections(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    synchronized (changes) {
      for (long left = 1; !connections.isEmpty() && left > 0; left = end - System.nanoTime()) {
        changes.wait(Math.max(1, left / 1_000_000));
      }
    }
    return connections.isEmpty();
  }

  /** Refuses connections permanently. */
  @Override
  public void close() {
    refuse();
  }

  private void serve(Socket client) {
    ProxiedConnection connection = new ProxiedConnection(client, this::ended);
    connections.add(connection);
    connection.start(server, plan, () -> latencyNanos);
  }

  private void ended(ProxiedConnection connection) {
    synchronized (changes) {
      connections.remove(connection);
      changes.notifyAll();
    }
  }

  /** Starts a thread that does not keep the JVM alive. */
  static Thread start(String name, Runnable work) {
    Thread thread = new Thread(work, "chaos-proxy-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
