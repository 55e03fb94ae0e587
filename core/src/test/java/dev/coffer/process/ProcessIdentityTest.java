package dev.coffer.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.local.JavaProcess;
import dev.coffer.process.ProcessIdentity.Life;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
  private static final ProcessIdentity OWN = ProcessIdentity.own();

  @Test
  void thisProcessLives() {
    assertThat(OWN.life()).isEqualTo(Life.LIVING);
    assertThat(OWN.pid()).isEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void anIdentityIsTheSameWhenItIsReadFromItsWords() {
    assertThat(ProcessIdentity.of(OWN.first(), OWN.second())).isEqualTo(OWN);
  }

  @Test
  void aProcessLivesUntilItEnds() throws Exception {
    try (JavaProcess process = JavaProcess.of(Telling.class).start()) {
      String[] words = process.line().split(" ", -1);
      ProcessIdentity other =
          ProcessIdentity.of(Long.parseLong(words[0]), Long.parseLong(words[1]));
      assertThat(other.life()).isEqualTo(Life.LIVING);
      process.kill();
      assertThat(other.life()).isEqualTo(Life.DEAD);
    }
  }

  /** Tells its identity, and waits. */
  static final class Telling {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
      System.out.println(OWN.first() + " " + OWN.second());
      System.in.read();
    }
  }

  @Test
  void aProcessThatHasTheIdOfADeadOneIsAnother() {
    assertThat(new ProcessIdentity(OWN.pid(), OWN.namespace(), OWN.start() + 1, OWN.boot()).life())
        .isEqualTo(Life.DEAD);
  }

  @Test
  void ofBeforeTheMachineWasStartedNoProcessLives() {
    assertThat(new ProcessIdentity(OWN.pid(), OWN.namespace(), OWN.start(), OWN.boot() + 1).life())
        .isEqualTo(Life.DEAD);
  }

  @Test
  void nothingIsKnownOfTheProcessesOfAnotherContainer() {
    assertThat(new ProcessIdentity(OWN.pid(), OWN.namespace() + 1, OWN.start(), OWN.boot()).life())
        .isEqualTo(Life.UNKNOWN);
  }
}
