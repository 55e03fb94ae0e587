package com.example.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FileStore;
import dev.coffer.agent.ConversationMetadata;
import dev.coffer.agent.ConversationStore;
import dev.coffer.agent.EventLog;
import dev.coffer.local.LocalFileStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class PageTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir Path root;
  @TempDir Path profile;

  @Test
  void aConversationIsShownAsItGrows() throws Exception {
    assumeTrue(Chromium.isInstalled(), "chromium is not on the PATH");
    try (FileStore store = new LocalFileStore(root);
        AgentServer server = AgentServer.start(store, ANY_PORT)) {
      ConversationStore.of(store).save(ConversationMetadata.of("c 1-é"));
      EventLog log = EventLog.of(store, "c 1-é", null);
      log.append("{\"action\":\"message\",\"message\":\"<b>Hi</b> 🎉\"}", "user");
      String address = "http://localhost:" + server.port();
      try (Chromium browser = Chromium.show(address, profile)) {
        browser.until("document.querySelectorAll('#list a').length == 1");
        browser.evaluate("document.querySelector('#list a').click()");
        browser.until("document.getElementById('event-0')");
        assertThat(browser.evaluate("document.querySelector('#event-0 pre').textContent"))
            .isEqualTo("<b>Hi</b> 🎉");
        try (FileStore other = new LocalFileStore(root)) {
          EventLog.of(other, "c 1-é", null)
              .append("{\"observation\":\"run\",\"content\":\"done\",\"x\":NaN}", "environment");
        }
        log.append("{\"action\":\"finish\",\"message\":\"bye\"}", "agent");
        browser.until("document.getElementById('event-2')");
        assertThat(
                browser.evaluate(
                    "[...document.querySelectorAll('li')].map(item => item.id).join(' ')"))
            .isEqualTo("event-0 event-1 event-2");
        assertThat(browser.evaluate("document.querySelector('#event-1 pre').textContent"))
            .contains("done");
        assertThat(browser.evaluate("document.getElementById('state').textContent"))
            .isEqualTo("live");
      }
    }
  }

  @Test
  void thePageRunsNoScriptsOfOthers() throws Exception {
    assumeTrue(Chromium.isInstalled(), "chromium is not on the PATH");
    try (FileStore store = new LocalFileStore(root);
        AgentServer server = AgentServer.start(store, ANY_PORT);
        Chromium browser = Chromium.show("http://localhost:" + server.port(), profile)) {
      browser.until("document.getElementById('state').textContent == 'none yet'");
      browser.evaluate(
          "document.body.append(Object.assign(document.createElement('script'),"
              + " {textContent: 'window.injected = true'}))");
      assertThat(browser.evaluate("String(window.injected)")).isEqualTo("undefined");
    }
  }
}
