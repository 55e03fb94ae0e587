package com.example.azure;

import dev.coffer.FileStore;
import dev.coffer.testkit.remote.HostileServer;
import dev.coffer.testkit.remote.HostileServerContract;
import java.net.URI;

/** The store and a server that lies. */
class AzureHostileServerTest extends HostileServerContract {
  @Override
  protected HostileServer newServer() {
    return new HostileAzureServer();
  }

  @Override
  protected FileStore openStore(URI endpoint, String prefix) {
    return Azurite.open(
        Azurite.config(endpoint, HostileAzureServer.CONTAINER + "/" + prefix)
            .option("timeout.socket", "2s")
            .option("request.give-up-after", "2s"));
  }
}
