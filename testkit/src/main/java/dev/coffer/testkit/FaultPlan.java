package dev.coffer.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that wait for their requests, and the requests that came. */
final class FaultPlan {
  private final List<Injected> injected = new ArrayList<>();
  private final List<ProxiedRequest> seen = new ArrayList<>();

  private static final class Injected {
    final Fault fault;
    final Requests requests;
    int matches;

    Injected(Fault fault, Requests requests) {
      this.fault = fault;
      this.requests = requests;
    }

    boolean meets(ProxiedRequest request) {
      return requests.isOfKind(request) && requests.chooses(++matches);
    }
  }

  synchronized void inject(Fault fault, Requests requests) {
    injected.add(new Injected(fault, requests));
  }

  synchronized void clear() {
    injected.clear();
  }

  /** What happens to a request; every fault counts it, the first that meets it happens. */
  synchronized Optional<Fault> next(ProxiedRequest request) {
    seen.add(request);
    List<Injected> meeting = injected.stream().filter(each -> each.meets(request)).toList();
    return meeting.stream().map(each -> each.fault).findFirst();
  }

  synchronized List<ProxiedRequest> seen() {
    return List.copyOf(seen);
  }

  synchronized void forget() {
    seen.clear();
  }
}
