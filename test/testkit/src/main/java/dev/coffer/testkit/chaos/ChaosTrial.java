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
 * @param call the call
 * @param mishap the mishap
 * @param step the request of the call to which it happens
 * @param lasting whether it lasts, so that the call may fail
 */
record ChaosTrial(
    ChaosContract contract, ChaosCall call, Mishap mishap, int step, boolean lasting) {
  /** A file that no call is about: large enough that a reader of it holds a connection. */
  static final String BYSTANDER = "z-bystander";

  private static final byte[] BYSTANDER_BYTES = new byte[512 << 10];

  /** Returns how many requests the call makes without a mishap. */
  static int stepsOf(ChaosContract contract, ChaosCall call) {
    String place = contract.newPlace();
    try (ChaosProxy proxy = new ChaosProxy(contract.server());
        FileStore direct = contract.openStore(contract.server(), place);
        FileStore store = contract.openStore(proxy.uri(), place)) {
      call.prepare(direct);
      call.begin(store);
      proxy.forgetRequests();
      call.run(store);
      call.verify(direct, ChaosOutcome.DONE);
      direct.clear();
      return proxy.requests().size();
    }
  }

  /** Runs the trial; throws an {@link AssertionError} if the outcome is not allowed. */
  void run() throws InterruptedException, IOException {
    String place = contract.newPlace();
    try (ChaosProxy proxy = new ChaosProxy(contract.server());
        FileStore direct = contract.openStore(contract.server(), place)) {
      direct.write(BYSTANDER, BYSTANDER_BYTES);
      call.prepare(direct);
      try (FileStore store = contract.openStore(proxy.uri(), place)) {
        ChaosOutcome ending = callUnderFaults(store, proxy);
        proxy.heal();
        verifyEveryConnectionIsFree(store);
        call.verify(direct, ending);
      }
      verifyNothingIsLeft(proxy, place);
      direct.clear();
    }
  }

  private ChaosOutcome callUnderFaults(FileStore store, ChaosProxy proxy) {
    call.begin(store);
    proxy.forgetRequests();
    mishap.happen().accept(proxy, step);
    try {
      call.run(store);
      return ChaosOutcome.DONE;
    } catch (FileStoreException e) {
      if (!lasting && !call.mayEndUnknown(mishap)) {
        throw new AssertionError(
            "one mishap was not survived (a second attempt needs a timeout of attempts that is"
                + " shorter than the deadline of a call)",
            e);
      }
      if (!call.mayFailWith(e)) {
        throw new AssertionError("a broken network must be a ConnectionException", e);
      }
      // Once the mishap has begun, any request that it lets through may have had an effect.
      return mishap.reachesServer() || step > 1 ? ChaosOutcome.UNKNOWN : ChaosOutcome.NOT_DONE;
    } finally {
      assertThat(proxy.requests())
          .as("requests under the mishap")
          .hasSizeGreaterThanOrEqualTo(step);
    }
  }

  /** A connection that was not returned is missing for the last of these readers. */
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
        .as(
            "connections after the store was closed, whose close must end them: %d",
            proxy.openConnections())
        .isTrue();
    // An upload whose first response was lost, or that began before the network broke permanently,
    // has no id by which the client could abort it.
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
