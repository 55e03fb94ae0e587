package dev.coffer.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.testkit.ChaosProxy;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One call with one mishap at one step, on files of its own and with a client of its own.
 *
 * @param contract the service
 * @param call what is called
 * @param mishap what happens
 * @param step to which request of the call
 * @param lasting whether it stays, so that the call may fail
 */
record Trial(ChaosContract contract, ChaosCall call, Mishap mishap, int step, boolean lasting) {
  /** A file that no call is about: large enough that a reader of it holds a connection. */
  static final String BYSTANDER = "z-bystander";

  private static final byte[] BYSTANDER_BYTES = new byte[512 << 10];

  /** How many requests the call makes when nothing happens. */
  static int stepsOf(ChaosContract contract, ChaosCall call) {
    String place = contract.newPlace();
    try (ChaosProxy proxy = new ChaosProxy(contract.server());
        FileStore direct = contract.openStore(contract.server(), place);
        FileStore store = contract.openStore(proxy.uri(), place)) {
      call.prepare(direct);
      call.begin(store);
      proxy.forgetRequests();
      call.run(store);
      call.verify(direct, Ending.DONE);
      direct.clear();
      return proxy.requests().size();
    }
  }

  /** Fails with an {@link AssertionError} when the outcome is one that may not be. */
  void run() throws InterruptedException, IOException {
    String place = contract.newPlace();
    try (ChaosProxy proxy = new ChaosProxy(contract.server());
        FileStore direct = contract.openStore(contract.server(), place)) {
      direct.write(BYSTANDER, BYSTANDER_BYTES);
      call.prepare(direct);
      try (FileStore store = contract.openStore(proxy.uri(), place)) {
        Ending ending = callUnderFaults(store, proxy);
        proxy.heal();
        verifyEveryConnectionIsFree(store);
        call.verify(direct, ending);
      }
      verifyNothingIsLeft(proxy, place);
      direct.clear();
    }
  }

  private Ending callUnderFaults(FileStore store, ChaosProxy proxy) {
    call.begin(store);
    proxy.forgetRequests();
    mishap.happen().accept(proxy, step);
    try {
      call.run(store);
      return Ending.DONE;
    } catch (FileStoreException e) {
      if (!lasting && !call.mayEndUnknown(mishap)) {
        throw new AssertionError("one mishap was not survived", e);
      }
      if (!call.mayFailWith(e)) {
        throw new AssertionError("a broken network is a ConnectionException", e);
      }
      // Once the mishap has begun, what it lets through may have been done by any of its requests.
      return mishap.reachesServer() || step > 1 ? Ending.UNKNOWN : Ending.NOT_DONE;
    } finally {
      assertThat(proxy.requests())
          .as("requests under the mishap")
          .hasSizeGreaterThanOrEqualTo(step);
    }
  }

  /** A connection that was not given back is missed by the last of so many readers. */
  private void verifyEveryConnectionIsFree(FileStore store) throws IOException {
    List<InputStream> streams = new ArrayList<>();
    try {
      for (int i = 0; i < contract.connections(); i++) {
        InputStream in = store.open(BYSTANDER);
        streams.add(in);
        assertThat(in.read()).isZero();
      }
    } finally {
      for (InputStream in : streams) {
        in.close();
      }
    }
  }

  private void verifyNothingIsLeft(ChaosProxy proxy, String place) throws InterruptedException {
    assertThat(proxy.awaitNoConnections(contract.deadline().dividedBy(2)))
        .as("connections after the store was closed: %d", proxy.openConnections())
        .isTrue();
    // What was begun with an answer that was lost, or before the network went away for good, has no
    // name that the client could end it by.
    boolean answerLost = mishap.reachesServer() && mishap.losesAnswer();
    boolean canBeLeft =
        lasting || (answerLost && contract.beginsUpload(proxy.requests().get(step - 1)));
    if (!canBeLeft) {
      assertThat(contract.unfinishedUploads(place)).as("unfinished uploads").isEmpty();
    }
  }

  @Override
  public String toString() {
    return (lasting ? "lasting " : "") + mishap.name() + " at request " + step;
  }
}
