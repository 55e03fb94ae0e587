package dev.coffer.testkit.chaos;

import dev.coffer.testkit.ChaosProxy;
import dev.coffer.testkit.Fault;
import dev.coffer.testkit.Fault.End;
import dev.coffer.testkit.Fault.Where;
import dev.coffer.testkit.Requests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Something that happens to a request.
 *
 * @param name for messages
 * @param reachesServer whether the server may have acted on the request
 * @param losesAnswer whether the client does not get the complete response
 * @param happen makes it happen at a step, counted from 1
 */
record Mishap(
    String name,
    boolean reachesServer,
    boolean losesAnswer,
    BiConsumer<ChaosProxy, Integer> happen) {

  /** Returns the mishaps that happen once, at a step of a call. */
  static List<Mishap> once(Fault busy) {
    List<Mishap> all = new ArrayList<>();
    for (Where where : Where.values()) {
      for (End end : End.values()) {
        all.add(cut(where, end, false));
      }
    }
    all.add(
        new Mishap(
            "two busy answers",
            false,
            true,
            (proxy, step) -> proxy.inject(busy, Requests.all().from(step).first(step + 1))));
    all.add(
        new Mishap(
            "a trickle",
            true,
            false,
            (proxy, step) ->
                proxy.inject(
                    Fault.trickle(8 << 10, Duration.ofMillis(1)), Requests.all().nth(step))));
    return all;
  }

  /** Returns the mishaps that begin at a step of a call and last. */
  static List<Mishap> lasting(Fault busy) {
    return List.of(
        cut(Where.BEFORE_REQUEST, End.RESET, true),
        cut(Where.BEFORE_ANSWER, End.STALL, true),
        cut(Where.IN_ANSWER, End.CLOSE, true),
        new Mishap(
            "busy answers",
            false,
            true,
            (proxy, step) -> proxy.inject(busy, Requests.all().from(step))));
  }

  private static Mishap cut(Where where, End end, boolean lasting) {
    Fault fault = Fault.cut(where, end);
    boolean acted = where == Where.BEFORE_ANSWER || where == Where.IN_ANSWER;
    return new Mishap(
        end + " " + where,
        acted,
        true,
        (proxy, step) ->
            proxy.inject(fault, lasting ? Requests.all().from(step) : Requests.all().nth(step)));
  }
}
