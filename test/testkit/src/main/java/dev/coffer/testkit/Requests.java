package dev.coffer.testkit;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Selects the requests to which a {@link Fault} happens: those of a kind, and among them the n-th,
 * the first few, or a share determined by a seed. The requests of the kind are counted from 1, from
 * the moment the fault is {@linkplain ChaosProxy#inject injected}; {@code from(2).first(3)} are the
 * second and the third.
 *
 * <pre>{@code
 * proxy.inject(Fault.answer(503, Map.of(), "slow down"), Requests.of("PUT").nth(2));
 * proxy.inject(Fault.cut(Where.IN_ANSWER, End.RESET), Requests.where(r -> r.hasParameter("list-type")));
 * }</pre>
 */
public final class Requests {
  private final Predicate<ProxiedRequest> kind;
  private final IntPredicate chosen;

  private Requests(Predicate<ProxiedRequest> kind, IntPredicate chosen) {
    this.kind = kind;
    this.chosen = chosen;
  }

  /**
   * Selects every request.
   *
   * @return the selection
   */
  public static Requests all() {
    return where(request -> true);
  }

  /**
   * Selects every request with a method.
   *
   * @param method such as {@code GET}
   * @return the selection
   */
  public static Requests of(String method) {
    return where(request -> request.method().equals(method));
  }

  /**
   * Selects every request of a kind.
   *
   * @param kind tests whether a request is of the kind; called by the threads of the proxy
   * @return the selection
   */
  public static Requests where(Predicate<ProxiedRequest> kind) {
    return new Requests(kind, number -> true);
  }

  /**
   * Selects one of these requests.
   *
   * @param number the number of the request; 1 for the next
   * @return the selection
   */
  public Requests nth(int number) {
    return chosen(n -> n == number);
  }

  /**
   * Selects the first few of these requests.
   *
   * @param count the number of requests
   * @return the selection
   */
  public Requests first(int count) {
    return chosen(n -> n <= count);
  }

  /**
   * Selects one of these requests and all that come after it.
   *
   * @param number the number of the first request
   * @return the selection
   */
  public Requests from(int number) {
    return chosen(n -> n >= number);
  }

  /**
   * Selects about one in {@code many} of these requests. Only the seed and the number of a request
   * decide.
   *
   * @param many 10 for a tenth
   * @param seed the same seed chooses the same numbers
   * @return the selection
   */
  public Requests oneIn(int many, long seed) {
    return chosen(n -> new SplittableRandom(seed + n * 0x9E3779B97F4A7C15L).nextInt(many) == 0);
  }

  private Requests chosen(IntPredicate numbers) {
    return new Requests(kind, number -> chosen.test(number) && numbers.test(number));
  }

  /**
   * Returns this selection for another server, which tests each request with it.
   *
   * @return tests whether a request is selected; counts the requests of the kind that it tests
   */
  public Predicate<ProxiedRequest> counted() {
    AtomicInteger number = new AtomicInteger();
    return request -> kind.test(request) && chosen.test(number.incrementAndGet());
  }
}
