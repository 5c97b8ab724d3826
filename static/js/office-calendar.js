// The calendar: an entry can be dragged to another day. It sends the same form as the entry's link “Move”.
const form = document.querySelector("[data-calendar-move]");
const OVER = "desk-calendar__target";
let dragged = null;

function dayOf(event) {
  return event.target.closest("[data-day]");
}

function onStart(event) {
  dragged = event.target.closest("[data-move]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.textContent.trim());
}

function onOver(event) {
  const day = dayOf(event);
  if (!dragged || !day) return;
  event.preventDefault(); // without it nothing can be dropped there
  day.classList.add(OVER);
}

function onLeave(event) {
  const day = dayOf(event);
  if (day && !day.contains(event.relatedTarget)) day.classList.remove(OVER);
}

function onDrop(event) {
  const day = dayOf(event);
  if (!dragged || !day) return;
  event.preventDefault();
  day.classList.remove(OVER);
  if (day.contains(dragged)) return;
  form.action = dragged.dataset.move;
  form.elements.day.value = day.dataset.day;
  form.elements.was.value = dragged.dataset.was;
  form.submit();
}

if (form) {
  const grid = document.querySelector(".desk-calendar__grid");
  grid.addEventListener("dragstart", onStart);
  grid.addEventListener("dragover", onOver);
  grid.addEventListener("dragleave", onLeave);
  grid.addEventListener("drop", onDrop);
  grid.addEventListener("dragend", () => {
    dragged = null;
  });
}
