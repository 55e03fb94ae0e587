package com.example.azure;

import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.testkit.ClientTimes;
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
    FileStoreConfig.Builder config = Azurite.config(endpoint, "chaos/" + place);
    clientTimes().options().forEach(config::option);
    return Azurite.open(config);
  }

  @Override
  protected ClientTimes clientTimes() {
    return ClientTimes.FOR_A_BAD_NETWORK.multipliedBy(2);
  }

  /** Each trial has a store of its own, and the emulator is slow. */
  @Override
  protected int trialsOfACase() {
    return 3;
  }
}
