"use strict";
// Whatever comes from a conversation is text here and never becomes markup.
const list = document.getElementById("list");
const state = document.getElementById("state");
const LONGEST = 4000;

const element = (name, text) => {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
};

const kind = event => event.action || event.observation || event.kind || "event";

const content = event => {
  const text = event.message || event.content || (event.args && event.args.content) || "";
  const shown = typeof text === "string" ? text : JSON.stringify(text);
  return shown.length > LONGEST ? shown.slice(0, LONGEST) + " …" : shown;
};

const show = (id, event) => {
  const item = document.createElement("li");
  item.id = "event-" + id;
  item.dataset.source = event.source || "";
  item.append(element("small", `${id} · ${event.source || ""} · ${kind(event)}`));
  item.append(element("pre", content(event)));
  list.append(item);
};

const follow = conversation => {
  document.getElementById("title").textContent = conversation;
  document.title = conversation;
  const source = new EventSource(`/api/conversations/${encodeURIComponent(conversation)}/follow`);
  source.onopen = () => { state.textContent = "live"; };
  source.onerror = () => {
    state.textContent = source.readyState === EventSource.CLOSED ? "not found" : "reconnecting";
  };
  source.onmessage = message => {
    let event = { source: "", content: message.data };
    try {
      event = JSON.parse(message.data);
    } catch {
      // Python writes NaN, which is no JSON here: the text is shown as it is.
    }
    show(message.lastEventId, event);
  };
};

const more = document.getElementById("more");
const overview = async page => {
  const query = page ? "?page_id=" + encodeURIComponent(page) : "";
  const answer = await (await fetch("/api/conversations" + query)).json();
  for (const each of answer.results) {
    const link = element("a", each.title || each.conversation_id);
    link.href = "/?conversation=" + encodeURIComponent(each.conversation_id);
    const item = document.createElement("li");
    item.append(link, " ", element("small", each.created_at));
    list.append(item);
  }
  state.textContent = list.children.length ? "" : "none yet";
  more.hidden = !answer.next_page_id;
  more.onclick = () => overview(answer.next_page_id);
};

const conversation = new URLSearchParams(location.search).get("conversation");
if (conversation) {
  follow(conversation);
} else {
  overview().catch(() => { state.textContent = "the server does not answer"; });
}
