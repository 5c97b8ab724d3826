// "How long will a bottle last?": the marked row follows what is typed. The rules are those of
// shop/catalogue/routine/; amounts are tenths of a millilitre and pence, so that nothing is lost in fractions.
const DAYS_A_MONTH = 365 / 12;
const ENOUGH_DAYS = 28;

function days(volume, own) {
  return Math.floor((volume * 70) / (own.tenths * own.times));
}

function isInTime(volume, own) {
  return !own.months || days(volume, own) <= own.months * DAYS_A_MONTH;
}

function inWords(count) {
  if (count < 14) return count === 1 ? "1 day" : `${count} days`;
  if (count < 70) return `about ${Math.floor(count / 7)} weeks`;
  return `about ${Math.floor(count / DAYS_A_MONTH)} months`;
}

function lasts(volume, own) {
  return isInTime(volume, own) ? inWords(days(volume, own)) : `more than ${own.months} months`;
}

function cost({ volume, pence }, own) {
  const week = isInTime(volume, own)
    ? (pence * own.tenths * own.times) / (volume * 10)
    : (pence * 7) / (own.months * DAYS_A_MONTH);
  return `£${(Math.round(week) / 100).toFixed(2)} a week`;
}

function advice(bottles, own) {
  const largest = bottles.at(-1);
  const enough = bottles.find(({ volume }) => days(volume, own) >= ENOUGH_DAYS);
  if (!enough) return `The ${largest.label} lasts longest: ${lasts(largest.volume, own)}.`;
  const text = `The ${enough.label} is enough: it lasts ${lasts(enough.volume, own)}.`;
  if (enough === largest || isInTime(largest.volume, own)) return text;
  return `${text} The ${largest.label} wouldn’t be used up in the ${own.months} months after opening.`;
}

function attach(root) {
  const form = root.querySelector("[data-routine-form]");
  const row = root.querySelector("[data-routine-yours]");
  const bottles = [...root.querySelectorAll("[data-bottle]")].map(({ dataset }) => ({
    volume: Number(dataset.bottle),
    pence: Number(dataset.pence),
    label: dataset.label,
  }));
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    if (!form.checkValidity()) return;
    const own = {
      times: Number(form.times.value),
      tenths: Math.round(Number(form.ml.value) * 10),
      months: Number(root.dataset.months),
    };
    row.querySelector("th").textContent = `${own.times} a week`;
    bottles.forEach((bottle, place) => {
      const [time, money] = row.querySelectorAll("td")[place].children;
      time.textContent = lasts(bottle.volume, own);
      money.textContent = cost(bottle, own);
    });
    root.querySelector("[data-routine-advice]").textContent = advice(bottles, own);
  });
}

for (const root of document.querySelectorAll("[data-routine]")) attach(root);
