package dev.coffer.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A private authority that has certified the server 127.0.0.1 and a client.
 *
 * @param certificate of the authority, in PEM form
 * @param server its keys
 * @param client its keys
 */
record Authority(Path certificate, Path server, Path client) {
  static final String PASSWORD = "changeit";

  /** Makes one, as people do. */
  static Authority in(Path folder) throws IOException, InterruptedException {
    Authority made =
        new Authority(
            folder.resolve("ca.pem"), folder.resolve("server.p12"), folder.resolve("client.p12"));
    made.keytool("-genkeypair -alias authority -keyalg EC -dname CN=CA -ext bc:c");
    made.keytool("-exportcert -alias authority -rfc -file " + made.certificate);
    String signed = " -signer authority -keyalg EC";
    made.keytool("-genkeypair -alias client -dname CN=coffer" + signed);
    made.keytool("-genkeypair -alias server -dname CN=Server -ext san=ip:127.0.0.1" + signed);
    keytool(
        "-importkeystore -srcalias client -srckeystore "
            + made.server
            + " -srcstorepass "
            + PASSWORD,
        made.client);
    made.keytool("-delete -alias client");
    made.keytool("-delete -alias authority");
    made.keytool("-importcert -alias trusted -file " + made.certificate);
    return made;
  }

  private void keytool(String arguments) throws IOException, InterruptedException {
    keytool(arguments, server);
  }

  private static void keytool(String arguments, Path store)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.add("-J-XX:TieredStopAtLevel=1");
    command.addAll(List.of(arguments.split(" ", -1)));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-noprompt"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }
}
