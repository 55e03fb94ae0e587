package com.example.azure;

import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
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
    FileStoreConfig.Builder config =
        Azurite.config(endpoint, HostileAzureServer.CONTAINER + "/" + prefix);
    clientTimes().options().forEach(config::option);
    return Azurite.open(config);
  }
}
