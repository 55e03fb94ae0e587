package dev.coffer.webhook;

import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import dev.coffer.delivery.Receiver;
import dev.coffer.delivery.ReceiverProvider;
import java.util.List;

/** Provides the web hooks of a configuration. */
public final class WebHookProvider implements ReceiverProvider {
  /** Creates the provider; called by the service loader. */
  public WebHookProvider() {}

  @Override
  public List<Option<?>> options() {
    return WebHookOptions.ALL;
  }

  @Override
  public List<Receiver> receivers(Settings settings) {
    boolean batched = settings.get(WebHookOptions.BATCH);
    return WebHookReceivers.of(WebHookOptions.receivers(settings), batched);
  }
}
