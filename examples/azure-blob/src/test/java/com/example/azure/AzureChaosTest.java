package com.example.azure;

import dev.coffer.FileStore;
import dev.coffer.testkit.chaos.ChaosContract;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;

/** The store on a bad network. */
class AzureChaosTest extends ChaosContract {
  @BeforeAll
  static void createContainer() {
    Azurite.createContainer("chaos");
  }

  @Override
  protected URI server() {
    return Azurite.server();
  }

  @Override
  protected FileStore openStore(URI endpoint, String place) {
    return Azurite.open(
        Azurite.config(endpoint, "chaos/" + place)
            .option("timeout.connect", "2s")
            .option("timeout.socket", "2s")
            .option("timeout.attempt", "5s")
            .option("request.give-up-after", "15s"));
  }

  /** Each trial has a store of its own, and the emulator is slow. */
  @Override
  protected int trialsOfACase() {
    return 3;
  }
}
