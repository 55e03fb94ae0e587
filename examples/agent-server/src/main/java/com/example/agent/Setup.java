package com.example.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a server is started with.
 *
 * @param port where it listens; 0 for any free port
 * @param pauseMillis the time between two events of a recording
 * @param recordings what becomes conversations
 */
record Setup(int port, long pauseMillis, List<Replay> recordings) {
  private static final int HIGHEST_PORT = 65_535;

  /** Reads the recordings too, so that a wrong one is found before anything is stored. */
  static Setup of(Map<String, String> environment, List<String> recordings) {
    long port = number(environment, "PORT", 3000, HIGHEST_PORT);
    long pause = number(environment, "REPLAY_MILLIS", 0, Integer.MAX_VALUE);
    return new Setup((int) port, pause, recordings.stream().flatMap(Setup::replays).toList());
  }

  private static Stream<Replay> replays(String recording) {
    if (recording.startsWith("-")) {
      throw new StartException(
          "there is no option " + recording + "; settings are variables, such as PORT=8080");
    }
    return Replay.of(Path.of(recording)).stream();
  }

  private static long number(Map<String, String> environment, String name, long otherwise, long most) {
    String text = environment.getOrDefault(name, "");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new StartException(name + "=" + text + " is no number from 0 to " + most);
  }
}
