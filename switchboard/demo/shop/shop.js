// What this page asks of the chat, and hears from it: docs/guides/embedding-the-widget.md has every call.
"use strict";

const LOCALES = ["en", "es", "de", "fr", "it", "pt-BR", "nl", "pl", "ru", "uk", "tr", "ar", "he", "fa", "hi", "zh-CN", "zh-TW", "ja", "ko", "id"];
const EVENTS = ["ready", "open", "close", "unread", "conversation:started", "message:sent", "message:received", "handover", "identity:expired", "error"];
const SHOWN = 50;

// Whoever answers sees which pages the customer comes from.
Switchboard("track", "page");

for (const button of document.querySelectorAll("[data-ask]")) {
  button.addEventListener("click", () => Switchboard("newMessage", button.textContent));
}
for (const button of document.querySelectorAll("[data-call]")) {
  button.addEventListener("click", () => Switchboard(button.dataset.call));
}

const locale = document.getElementById("locale");
for (const tag of LOCALES) {
  const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag);
  locale.append(new Option(name, tag));
}
locale.addEventListener("change", () => Switchboard("setLocale", locale.value));

const theme = document.getElementById("theme");
theme.addEventListener("change", () => Switchboard("setTheme", theme.value));

const heard = document.getElementById("heard");
for (const name of EVENTS) {
  Switchboard("on", name, (data) => {
    const line = document.createElement("div");
    line.textContent = data === undefined ? name : `${name} ${JSON.stringify(data)}`;
    heard.append(line);
    while (heard.childElementCount > SHOWN) heard.firstElementChild.remove();
    heard.scrollTop = heard.scrollHeight;
  });
}
