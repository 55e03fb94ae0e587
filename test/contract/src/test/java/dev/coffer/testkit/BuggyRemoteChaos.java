package dev.coffer.testkit;

import dev.coffer.testkit.RemoteStore.Bug;
import java.time.Duration;
import java.util.Set;

/** The same on the client of the moment. Run by {@link BuggyRemotesTest} alone. */
class BuggyRemoteChaos extends RemoteChaosTest {
  private static volatile Set<Bug> bugs = Set.of();

  static void suspect(Bug bug) {
    bugs = Set.of(bug);
  }

  @Override
  Set<Bug> bugs() {
    return bugs;
  }

  @Override
  protected Duration deadline() {
    return Duration.ofSeconds(3);
  }
}
