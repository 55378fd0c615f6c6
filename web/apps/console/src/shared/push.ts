import type { Notice } from "@switchboard/api-client";

import { api, unwrap } from "./api";
import { locale } from "./locale";

const WORKER = "/sw.js";
const ID_KEY = "switchboard.push";

export type PushState = "on" | "off" | "refused" | "unsupported";

/** Whether this browser is told by push. */
export async function pushState(): Promise<PushState> {
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) return "unsupported";
  if (Notification.permission === "denied") return "refused";
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  return (await registration?.pushManager.getSubscription()) ? "on" : "off";
}

/** Asks the person, subscribes this browser, and tells the server. Gives the state it led to. */
export async function enablePush(): Promise<PushState> {
  if ((await Notification.requestPermission()) !== "granted") return "refused";
  await subscribe();
  return "on";
}

export async function disablePush(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration(WORKER);
  const subscription = await registration?.pushManager?.getSubscription();
  const id = storedId();
  if (id) {
    const params = { path: { subscription_id: id } };
    await unwrap(api.DELETE("/api/v1/me/push/{subscription_id}", { params })).catch(
      () => undefined,
    );
  }
  storeId(null);
  await subscription?.unsubscribe();
}

/** Once a session: the server may have forgotten this browser, or have another key. */
export async function keepPushAlive(): Promise<void> {
  try {
    if ((await pushState()) === "on") await subscribe();
  } catch {
    // It is tried again with the next session; the open console tells meanwhile.
  }
}

/** Shows a notice while the console is in the background; the same piece of news is shown once. */
export async function showNotification(notice: Notice): Promise<void> {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  const registration = await navigator.serviceWorker?.register(WORKER);
  await registration?.showNotification(notice.title, {
    body: notice.body,
    tag: notice.tag,
    icon: "/icon.svg",
    data: { conversation_id: notice.conversation_id },
  });
}

async function subscribe(): Promise<void> {
  const registration = await navigator.serviceWorker.register(WORKER);
  await navigator.serviceWorker.ready;
  const { key } = await unwrap(api.GET("/api/v1/me/push/key"));
  const subscription = await current(registration, bytesOf(key));
  const { endpoint, keys } = subscription.toJSON();
  if (!endpoint || !keys?.p256dh || !keys.auth) throw new Error("the subscription is not whole");
  const body = { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth }, locale: locale() };
  const { id } = await unwrap(api.POST("/api/v1/me/push", { body }));
  storeId(id);
}

/** The subscription there is, if it is for this key; an installation that moved has another. */
async function current(
  registration: ServiceWorkerRegistration,
  key: Uint8Array<ArrayBuffer>,
): Promise<PushSubscription> {
  const known = await registration.pushManager.getSubscription();
  const knownKey = known?.options.applicationServerKey;
  if (known && knownKey && same(new Uint8Array(knownKey), key)) return known;
  await known?.unsubscribe();
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const plain = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (char) => char.charCodeAt(0));
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function storedId(): string | null {
  try {
    return localStorage.getItem(ID_KEY);
  } catch {
    return null;
  }
}

function storeId(id: string | null): void {
  try {
    if (id) localStorage.setItem(ID_KEY, id);
    else localStorage.removeItem(ID_KEY);
  } catch {
    // Then the server forgets the browser when its push service says that it is gone.
  }
}
