// Suggestions under the search field: an ARIA combobox that the keyboard can work.
const PAUSE = 150;

function attach(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  Object.assign(list, { className: "suggestions", id: `${input.id}-list`, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  form.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  let timer;
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    const options = [...list.children];
    chosen = (index + options.length) % options.length;
    options.forEach((option, n) => option.setAttribute("aria-selected", String(n === chosen)));
    input.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const show = (items) => {
    list.replaceChildren(
      ...items.map((item, n) => {
        const option = document.createElement("li");
        Object.assign(option, { id: `${list.id}-${n}`, textContent: item.title });
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.url = item.url;
        option.addEventListener("mousedown", () => location.assign(item.url));
        return option;
      }),
    );
    chosen = -1;
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(items.length > 0));
  };
  const ask = async () => {
    const text = input.value.trim();
    if (text.length < 2) return close();
    const response = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(text)}`);
    if (response.ok && input.value.trim() === text) show((await response.json()).items);
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask().catch(close), PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(event.key === "ArrowDown" ? chosen + 1 : Math.max(chosen, 0) - 1);
    }
    if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.url);
    }
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
}

for (const form of document.querySelectorAll("form[data-suggest]")) attach(form);
