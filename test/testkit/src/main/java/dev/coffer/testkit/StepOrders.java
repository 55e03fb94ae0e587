package dev.coffer.testkit;

import java.util.ArrayList;
import java.util.List;

/** The orders in which the steps of several actors can happen, for tests that try each of them. */
public final class StepOrders {
  private final int[] left;
  private final List<Integer> order = new ArrayList<>();
  private final List<List<Integer>> all = new ArrayList<>();

  private StepOrders(int[] steps) {
    this.left = steps.clone();
  }

  /**
   * Returns each order.
   *
   * @param steps how many steps each actor has
   * @return the numbers of the actors, in the order of their steps
   */
  public static List<List<Integer>> of(int... steps) {
    StepOrders orders = new StepOrders(steps);
    orders.continueEach();
    return orders.all;
  }

  private void continueEach() {
    boolean done = true;
    for (int actor = 0; actor < left.length; actor++) {
      if (left[actor] > 0) {
        done = false;
        left[actor]--;
        order.add(actor);
        continueEach();
        order.remove(order.size() - 1);
        left[actor]++;
      }
    }
    if (done) {
      all.add(List.copyOf(order));
    }
  }

  /**
   * Takes the steps in an order.
   *
   * @param order one of those that {@link #of} returns
   * @param actors the steps of each
   */
  public static void run(List<Integer> order, List<List<Runnable>> actors) {
    int[] next = new int[actors.size()];
    for (int actor : order) {
      actors.get(actor).get(next[actor]++).run();
    }
  }
}
