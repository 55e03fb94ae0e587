package dev.coffer.testkit;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Which requests a {@link Fault} meets: of a kind, and of these the n-th, the first few, or a share
 * that a seed decides. The requests of the kind are counted from 1, from the moment the fault is
 * {@linkplain ChaosProxy#inject injected}; {@code from(2).first(3)} are the second and the third.
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
   * Every request.
   *
   * @return the choice
   */
  public static Requests all() {
    return where(request -> true);
  }

  /**
   * Every request with a method.
   *
   * @param method such as {@code GET}
   * @return the choice
   */
  public static Requests of(String method) {
    return where(request -> request.method().equals(method));
  }

  /**
   * Every request of a kind.
   *
   * @param kind tells whether a request is of it; called by the threads of the proxy
   * @return the choice
   */
  public static Requests where(Predicate<ProxiedRequest> kind) {
    return new Requests(kind, number -> true);
  }

  /**
   * Of these, one.
   *
   * @param number which; 1 for the next
   * @return the choice
   */
  public Requests nth(int number) {
    return chosen(n -> n == number);
  }

  /**
   * Of these, the first few.
   *
   * @param count how many
   * @return the choice
   */
  public Requests first(int count) {
    return chosen(n -> n <= count);
  }

  /**
   * Of these, one and all that come after it.
   *
   * @param number the first that is met
   * @return the choice
   */
  public Requests from(int number) {
    return chosen(n -> n >= number);
  }

  /**
   * Of these, about one in so many. The seed and the number of a request decide, nothing else.
   *
   * @param many 10 for a tenth
   * @param seed the same seed chooses the same numbers
   * @return the choice
   */
  public Requests oneIn(int many, long seed) {
    return chosen(n -> new SplittableRandom(seed + n * 0x9E3779B97F4A7C15L).nextInt(many) == 0);
  }

  private Requests chosen(IntPredicate numbers) {
    return new Requests(kind, number -> chosen.test(number) && numbers.test(number));
  }

  /**
   * This choice for a server of one's own, which asks it about each request.
   *
   * @return tells whether a request is chosen; counts those of the kind that it is asked about
   */
  public Predicate<ProxiedRequest> counted() {
    AtomicInteger number = new AtomicInteger();
    return request -> kind.test(request) && chosen.test(number.incrementAndGet());
  }
}
