// Suggestions while typing. Without this script the form still searches.
(() => {
  const input = document.querySelector("[data-suggest]");
  const list = document.getElementById("found");
  const told = document.getElementById("told");
  if (!input || !list || !told) return;
  const address = input.dataset.suggest;
  let items = [];
  let at = -1;
  let asked = 0;
  let waiting = 0;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const mark = (index) => {
    at = index;
    [...list.children].forEach((line, place) => line.setAttribute("aria-selected", String(place === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `found-${at}`);
  };

  const show = () => {
    list.replaceChildren(
      ...items.map((item, index) => {
        const line = document.createElement("li");
        line.id = `found-${index}`;
        line.setAttribute("role", "option");
        line.setAttribute("aria-selected", "false");
        line.dir = "auto";
        const title = document.createElement("b");
        title.textContent = item.title;
        const text = document.createElement("span");
        text.textContent = item.excerpt;
        line.append(title, text);
        line.addEventListener("mousedown", (event) => event.preventDefault());
        line.addEventListener("click", () => location.assign(item.url));
        return line;
      }),
    );
    at = -1;
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
    told.textContent = input.dataset.told.replace("{count}", String(items.length));
  };

  const ask = async () => {
    const q = input.value.trim();
    const own = ++asked;
    if (q.length < 2) {
      items = [];
      close();
      return;
    }
    try {
      const answer = await fetch(`${address}&q=${encodeURIComponent(q)}`);
      if (!answer.ok || own !== asked) return;
      items = (await answer.json()).items.filter((item) => item.url);
      if (own === asked && document.activeElement === input) show();
    } catch {
      close();
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((at + step + items.length + (at < 0 && step < 0 ? 1 : 0)) % items.length);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      location.assign(items[at].url);
    }
  });
})();
