/** `react-use-intercom` in a small application, for the browser tests. */
import { createElement, type ReactElement } from "react";
import { createRoot } from "react-dom/client";
import { IntercomProvider, useIntercom } from "react-use-intercom";

function App(): ReactElement {
  const intercom = useIntercom();
  Object.assign(window, { client: intercom });
  return createElement("output", {}, intercom.isOpen ? "chat is open" : "chat is closed");
}

const root = document.body.appendChild(document.createElement("div"));
createRoot(root).render(
  createElement(IntercomProvider, {
    appId: "wk_demo",
    autoBoot: true,
    autoBootProps: { name: "Ada" },
    children: createElement(App),
  }),
);
