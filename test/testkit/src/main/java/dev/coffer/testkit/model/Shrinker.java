package dev.coffer.testkit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shortens a failing program: omits ever smaller parts as long as the rest still fails, then
 * replaces calls by simpler ones.
 */
final class Shrinker {
  private final Runner runner;
  private int runsLeft;
  private ModelFailure shortest;

  private Shrinker(Runner runner, ModelFailure failure, int runs) {
    this.runner = runner;
    this.shortest = failure;
    this.runsLeft = runs;
  }

  /**
   * Shrinks a failure.
   *
   * @param runs the maximum number of programs to try
   */
  static ModelFailure shrink(Runner runner, ModelFailure failure, int runs) {
    Shrinker shrinker = new Shrinker(runner, failure, runs);
    boolean progress = true;
    while (progress && shrinker.runsLeft > 0) {
      progress = shrinker.leaveOut();
      progress |= shrinker.simplify();
    }
    return shrinker.shortest;
  }

  private boolean leaveOut() {
    int before = shortest.program().size();
    for (int part = Math.max(1, before / 2); part >= 1; part /= 2) {
      for (int end = shortest.program().size(); end > 0; end -= part) {
        end = Math.min(end, shortest.program().size());
        isStillFailing(without(Math.max(0, end - part), end));
      }
    }
    return shortest.program().size() < before;
  }

  private List<ModelStep> without(int start, int end) {
    List<ModelStep> rest = new ArrayList<>(shortest.program());
    rest.subList(start, end).clear();
    return rest;
  }

  private boolean simplify() {
    boolean progress = false;
    for (int i = 0; i < shortest.program().size(); i++) {
      progress |= simplify(i);
    }
    return progress;
  }

  private boolean simplify(int index) {
    for (ModelStep simpler : shortest.program().get(index).simpler()) {
      List<ModelStep> changed = new ArrayList<>(shortest.program());
      changed.set(index, simpler);
      if (isStillFailing(changed)) {
        return true;
      }
    }
    return false;
  }

  /** Keeps a failing program, up to its first difference. */
  private boolean isStillFailing(List<ModelStep> program) {
    if (program.isEmpty() || runsLeft-- <= 0) {
      return false;
    }
    Optional<ModelFailure> failure = runner.run(program);
    failure.ifPresent(found -> shortest = found);
    return failure.isPresent();
  }
}
