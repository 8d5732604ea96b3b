// Lets Lighthouse grade pages in a Chromium of its own.
//
//	node lighthouse.mjs CHROMIUM SCREEN URL...
//
// SCREEN is "desktop" or "mobile". Prints a JSON array: for each URL its grades from
// 0 to 100 by category, what cost something, one line each, and how fast the machine
// was meanwhile.
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';

const [chromePath, screen, ...urls] = process.argv.slice(2);
const browser = await launch({ chromePath, chromeFlags: ['--headless=new', '--no-sandbox', '--disable-quic'], logLevel: 'silent' });
const config = screen === 'desktop' ? desktopConfig : undefined;
try {
	const graded = [];
	for (const url of urls) graded.push(await grade(url));
	console.log(JSON.stringify(graded));
} finally {
	browser.kill();
}

/** @param {string} url */
async function grade(url) {
	const options = { port: browser.port, logLevel: 'silent', disableFullPageScreenshot: true };
	const result = (await lighthouse(url, options, config))?.lhr;
	if (!result || result.runtimeError) throw new Error(`${url}: ${result?.runtimeError?.message}`);
	const grades = {}, costs = [];
	for (const { id, score, auditRefs } of Object.values(result.categories)) {
		grades[id] = Math.round(100 * (score ?? 0));
		for (const { id: audit, weight } of auditRefs) {
			const { score, title, displayValue = '' } = result.audits[audit];
			if (weight > 0 && score !== null && score < 1) costs.push(`${id}: ${title} ${displayValue} (${Math.round(100 * score)})`);
		}
	}
	return { url, grades, costs, speed: Math.round(result.environment.benchmarkIndex) };
}
