/* global self, clients */
// Shows notices while no console is in sight, and leads to their conversation. It caches nothing: the console is
// always the one that the server has.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  event.waitUntil(show(event.data?.json() ?? {}));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.conversation_id));
});

async function show(notice) {
  const windows = await clients.matchAll({ type: "window" });
  // A console that is looked at tells by itself.
  if (windows.some((client) => client.visibilityState === "visible")) return;
  await self.registration.showNotification(notice.title ?? "Switchboard", {
    body: notice.body ?? "",
    tag: notice.tag,
    icon: "/icon.svg",
    data: { conversation_id: notice.conversation_id },
  });
}

async function open(conversationId) {
  const address = conversationId ? `/inbox/?c=${encodeURIComponent(conversationId)}` : "/inbox/";
  const [console_] = await clients.matchAll({ type: "window" });
  if (!console_) return clients.openWindow(address);
  await console_.focus();
  return console_.navigate(address);
}
