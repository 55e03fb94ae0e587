package com.example.agent;

import dev.coffer.FileStore;
import dev.coffer.agent.CustomSecret;
import dev.coffer.agent.SecretsStore;
import dev.coffer.agent.SettingKey;
import dev.coffer.agent.SettingsStore;
import dev.coffer.agent.UserSecrets;
import dev.coffer.agent.UserSettings;
import java.io.IOException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests of settings and secrets. No answer has a secret. */
final class Preferences {
  private final SettingsStore settings;
  private final SecretsStore secrets;

  Preferences(FileStore store) {
    this.settings = SettingsStore.of(store, null);
    this.secrets = SecretsStore.of(store, null);
  }

  Response settings(Request request) throws IOException {
    return switch (request.method()) {
      case "GET" -> shown(settings.load());
      case "POST" -> {
        String body = request.body();
        Json.parse(body);
        settings.update(now -> now.withAll(body));
        yield Response.json(Json.object().put("message", "Settings stored"));
      }
      default -> throw new RequestException(405, "settings are read or stored");
    };
  }

  private static Response shown(UserSettings settings) {
    if (settings.equals(UserSettings.EMPTY)) {
      throw new RequestException(404, "Settings not found");
    }
    ObjectNode shown = Json.parse(settings.toMaskedJson());
    shown.put("llm_api_key_set", settings.get(SettingKey.LLM_API_KEY).isPresent());
    shown.put("search_api_key_set", settings.get(SettingKey.SEARCH_API_KEY).isPresent());
    return Response.json(shown);
  }

  Response secrets(Request request) throws IOException {
    return switch (request.method() + " " + request.segments().size()) {
      case "GET 2" -> names(secrets.load());
      case "POST 2" -> add(Json.parse(request.body()));
      case "DELETE 3" -> {
        secrets.update(now -> now.withoutSecret(request.segments().get(2)));
        yield Response.json(Json.object().put("message", "Secret deleted"));
      }
      default -> throw new RequestException(405, "secrets are listed, stored or deleted");
    };
  }

  private static Response names(UserSecrets secrets) {
    ObjectNode answer = Json.object();
    ArrayNode names = answer.putArray("custom_secrets");
    secrets
        .customSecrets()
        .forEach(
            (name, secret) ->
                names.addObject().put("name", name).put("description", secret.description()));
    return Response.json(answer);
  }

  private Response add(ObjectNode body) {
    String name = Json.text(body, "name");
    String value = Json.text(body, "value");
    if (name.isEmpty() || value.isEmpty()) {
      throw new RequestException(400, "a secret has a name and a value");
    }
    CustomSecret secret = CustomSecret.of(value, Json.text(body, "description"));
    secrets.update(now -> now.withSecret(name, secret));
    return Response.json(201, Json.object().put("message", "Secret stored").toString());
  }
}
