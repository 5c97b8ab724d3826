// A shopper with Firefox on a phone-sized screen: looks at pages, then buys from the home page to the end.
// Prints what went wrong, a line each: script errors, pages wider than the screen, a way that doesn't end.
const [driver, firefox, base, ...paths] = process.argv.slice(2);
const { default: puppeteer } = await import(driver);
const PHONE = { width: 390, height: 844 };
const IN_FORM = {
  "Email address": "fay@example.com",
  "Full name": "Fay Fox",
  "Address line 1": "1 Mill Lane",
  "Town or city": "Stroud",
  Postcode: "GL5 1AA",
};
const say = (fault) => console.log(fault);

// A walk of seconds gains nothing from more processes, many pictures a second, or compiled scripts.
const SPARING = {
  "fission.autostart": false,
  "dom.ipc.processPrelaunch.enabled": false,
  "dom.ipc.processCount": 1,
  "layout.frame_rate": 10,
  "javascript.options.baselinejit": false,
  "javascript.options.ion": false,
};
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: firefox,
  headless: true,
  extraPrefsFirefox: SPARING,
});
const page = await browser.newPage();
await page.setViewport(PHONE);
page.setDefaultTimeout(15_000);
page.on("pageerror", (error) => say(`script error on ${page.url()}: ${error.message}`));
page.on("console", (message) => {
  if (message.type() === "error") say(`console on ${page.url()}: ${message.text()}`);
});

async function fits() {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) say(`${page.url()} is ${wide} px wider than the screen`);
}

async function presses(name) {
  const button = await page.waitForSelector(`::-p-aria([name="${name}"][role="button"])`);
  await button.click();
}

async function goesOn(name, heading) {
  await presses(name);
  await page.waitForFunction((words) => document.querySelector("h1")?.textContent.includes(words), {}, heading);
  await fits();
}

async function fills(label, words) {
  await (await page.waitForSelector(`main ::-p-aria([name="${label}"][role="textbox"])`)).type(words);
}

async function buys() {
  await page.goto(`${base}/`);
  await (await page.waitForSelector('main ::-p-aria([name="Everyday massage oil"][role="link"])')).click();
  await presses("Add to basket");
  await page.waitForFunction(() => document.querySelector("#live").textContent.includes("Added: Everyday massage oil"));
  await page.goto(`${base}/basket/`);
  await presses("One more: Everyday massage oil, 50 ml");
  await page.waitForFunction(() => document.querySelector("#live").textContent.includes("2 in your basket"));
  await page.goto(`${base}/checkout/`);
  for (const [label, words] of Object.entries(IN_FORM)) await fills(label, words);
  await goesOn("Continue to delivery", "Delivery");
  await goesOn("Continue to payment", "Payment");
  const [total] = (await page.$eval("main", (main) => main.innerText)).match(/Order and pay £[\d.]+/);
  await goesOn(total, "Thank you. Your order is paid.");
}

try {
  for (const path of paths) {
    await page.goto(base + path);
    await fits();
  }
  await buys();
} catch (error) {
  say(`stopped on ${page.url()}: ${error.message}`);
}
await browser.close();
