/** Where the socket is. */
export function socketAddress(base: URL): URL {
  const url = new URL("ws/widget", base);
  url.protocol = base.protocol === "https:" ? "wss:" : "ws:";
  return url;
}
