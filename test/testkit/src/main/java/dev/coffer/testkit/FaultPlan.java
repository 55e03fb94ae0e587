package dev.coffer.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The pending faults, and the requests received. */
final class FaultPlan {
  private final List<Injected> injected = new ArrayList<>();
  private final List<ProxiedRequest> seen = new ArrayList<>();

  private record Injected(Fault fault, Predicate<ProxiedRequest> meets) {}

  synchronized void inject(Fault fault, Requests requests) {
    injected.add(new Injected(fault, requests.counted()));
  }

  synchronized void clear() {
    injected.clear();
  }

  /**
   * Returns the fault of a request; every fault counts the request, and the first that applies
   * happens.
   */
  synchronized Optional<Fault> next(ProxiedRequest request) {
    seen.add(request);
    List<Injected> meeting = injected.stream().filter(each -> each.meets().test(request)).toList();
    return meeting.stream().map(Injected::fault).findFirst();
  }

  synchronized List<ProxiedRequest> seen() {
    return List.copyOf(seen);
  }

  synchronized void forget() {
    seen.clear();
  }
}
