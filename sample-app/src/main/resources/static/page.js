'use strict';

const $ = (id) => document.getElementById(id);
const customer = () => $('customer').value.trim();

function send(method, path, body, headers = {}) {
	return fetch(path, {
		method, headers: body ? { 'Content-Type': headers.type ?? 'application/json', ...headers.more } : headers.more,
		body: body ? JSON.stringify(body) : undefined
	});
}

async function call(...request) {
	const response = await send(...request);
	if (response.ok) {
		return response.status === 204 ? null : response.json();
	}
	const problem = await response.json().catch(() => ({ title: response.statusText }));
	const errors = (problem.errors ?? []).map((e) => `${e.pointer} ${e.message}`).join(', ');
	$('problem').textContent = [problem.title, errors || problem.detail].filter(Boolean).join(': ');
	return undefined;
}

/** What the user does. What went wrong the last time is over then. */
function act(...request) {
	$('problem').textContent = '';
	return call(...request);
}

function cell(text) {
	const td = document.createElement('td');
	td.textContent = text ?? '';
	return td;
}

function button(label, action, quiet) {
	const element = document.createElement('button');
	element.type = 'button';
	element.textContent = label;
	element.className = quiet ? 'quiet' : '';
	element.addEventListener('click', action);
	return element;
}

/** Puts a row in the place of the one it had, else above the others, or below them. */
function put(table, id, cells, { fresh, below } = {}) {
	const row = document.createElement('tr');
	row.dataset.id = id;
	row.append(...cells);
	row.className = fresh ? 'arrived' : '';
	const old = find(table, id);
	const rows = $(table).tBodies[0];
	old ? old.replaceWith(row) : below ? rows.append(row) : rows.prepend(row);
}

function find(table, id) {
	return [...$(table).tBodies[0].rows].find((row) => row.dataset.id === id);
}

/** Sends what is to be refused, and shows the whole answer. */
async function fail(...request) {
	const response = await send(...request);
	const answer = await response.text();
	const tag = response.headers.get('ETag');
	$('answer').textContent = `${request[0]} ${request[1]}\nHTTP ${response.status}\n` + (tag ? `ETag: ${tag}\n` : '')
			+ (answer && JSON.stringify(JSON.parse(answer), null, 2));
}

async function newest() {
	const page = await call('GET', `/customers/${encodeURIComponent(customer())}/orders?size=1`);
	if (!page?.items.length) {
		$('answer').textContent = 'This customer has no orders: place one first.';
	}
	return page?.items[0];
}

const total = (order) => order.lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, order.shipping);

function showOrder(order, place) {
	const actions = document.createElement('td');
	const ifMatch = { 'If-Match': `"${order.version}"` };
	if (order.status === 'NEW') {
		actions.append(button('Pay', () => act('PATCH', `/orders/${order.orderId}`, { status: 'PAID' },
				{ type: 'application/merge-patch+json', more: ifMatch })), ' ');
	}
	actions.append(button('Delete', () => act('DELETE', `/orders/${order.orderId}`, null, { more: ifMatch }), true));
	put('orders', order.orderId, [cell(order.orderId), cell(order.status),
			cell(`${total(order).toFixed(2)} ${order.currency}`), cell(order.version), actions], place);
}

function showArchived(order, place) {
	put('archive', order.orderId, [cell(order.orderId), cell(order.status), cell(order.archivedFrom),
			cell(order.state)], place);
}

function showEvent(change) {
	const entry = document.createElement('li');
	entry.textContent = `${change.table}: ${change.key} ${change.kind} by ${change.by ?? change.operation.toLowerCase()}`;
	$('events').prepend(entry);
}

async function showArchive() {
	const archived = await call('GET', `/customers/${encodeURIComponent(customer())}/archive`);
	$('archive').tBodies[0].replaceChildren();
	archived?.items.forEach((order) => showArchived(order, { below: true }));
}

async function showSummary() {
	const summary = await call('GET', `/customers/${encodeURIComponent(customer())}/summary`);
	if (summary) {
		const amounts = Object.entries(summary.totals).map(([currency, amount]) => `${amount.toFixed(2)} ${currency}`);
		$('summary').textContent = `${summary.orders} ${summary.orders === 1 ? 'order' : 'orders'}, ${summary.open} to be paid; `
				+ (amounts.join(', ') || 'nothing sold');
	}
}

/**
 * Where mirrors follow from a stream, another instance may be the one that reads it. Then no
 * event tells this page of their writes, so it looks by itself.
 */
async function showSources() {
	const response = await send('GET', '/sources').catch(() => undefined);
	const sources = response?.ok ? await response.json() : [];
	if (sources.some((source) => source.source !== 'application' && !source.shards)) {
		showArchive();
		showSummary();
	}
	$('cut').hidden = sources.every((source) => source.source === 'application');
	$('sources').tBodies[0].replaceChildren(...sources.map((source) => {
		const row = document.createElement('tr');
		row.append(cell(source.listener), cell(source.source),
				cell(source.source === 'application' ? '–' : source.shards), cell(`${source.lagMillis} ms`));
		return row;
	}));
}

async function showStock() {
	const stock = await call('GET', '/stock/TEA-1001');
	$('stock').textContent = stock ? `${stock.available} packets of tea left` : '';
}

async function showMessages() {
	const messages = await call('GET', '/messages');
	$('messages').replaceChildren();
	messages?.reverse().forEach(showMessage);
}

function showMessage(message) {
	const entry = document.createElement('li');
	entry.textContent = `${message.attributes.operation}: ${message.message}`;
	$('messages').prepend(entry);
}

/** The device, its commands and its log, which one query reads, the newest first. */
async function showDevice() {
	const view = await call('GET', `/devices/${encodeURIComponent($('device').value.trim())}`);
	$('collection').tBodies[0].replaceChildren();
	$('device-name').textContent = view ? `${view.device.name}, ${view.device.place}, ${view.device.commands} commands` : '';
	$('requests').textContent = view
			? `Read in ${view.requests} ${view.requests === 1 ? 'request' : 'requests'} to DynamoDB.` : '';
	const rows = [...(view?.commands ?? []).map((item) => ['command', item.sentAt, item.command]),
			...(view?.log ?? []).map((item) => ['log', item.writtenAt, item.text])];
	rows.sort((one, other) => Date.parse(one[1]) - Date.parse(other[1]));
	rows.forEach((row) => put('collection', row.join(), row.map(cell)));
}

function changed(change) {
	showEvent(change);
	if (change.table === 'devices') {
		showDevice();
	}
	const views = { orders: showOrder, 'orders-archive': showArchived };
	const tables = { orders: 'orders', 'orders-archive': 'archive' };
	if (change.item && change.item.customerId === customer() && views[change.table]) {
		views[change.table](change.item, { fresh: true });
	}
	else if (!change.item && tables[change.table]) {
		find(tables[change.table], change.key)?.remove();
	}
	if (change.table === 'customer-orders') {
		showSummary();
	}
	if (change.table === 'stock' && change.key === 'TEA-1001') {
		showStock();
	}
}

/** The token of the next page of orders, if there is one. */
let next;

/** Shows a page of orders, below those that are shown already. */
async function loadOrders(token) {
	const page = await call('GET', `/customers/${encodeURIComponent(customer())}/orders`
			+ (token ? `?token=${encodeURIComponent(token)}` : ''));
	next = page?.next;
	$('older').hidden = !next;
	page?.items.forEach((order) => showOrder(order, { below: true }));
}

async function load() {
	$('orders').tBodies[0].replaceChildren();
	$('archive').tBodies[0].replaceChildren();
	await Promise.all([showArchive(), loadOrders()]);
	showSummary();
	showStock();
	showMessages();
	showDevice();
}

const tea = (quantity) => ({
	customerId: customer(), email: 'guest@example.org', shipping: 4.90,
	shipTo: { street: 'Lindenweg 7', city: 'Graz', zip: '8010', country: 'AT' },
	lines: [{ sku: 'TEA-1001', title: 'Darjeeling', quantity, unitPrice: 14.90 }]
});

$('create').addEventListener('click', () => act('POST', '/orders', tea(2)));
$('customer').addEventListener('change', load);
$('device').addEventListener('change', showDevice);
$('command').addEventListener('click', () => act('POST',
		`/devices/${encodeURIComponent($('device').value.trim())}/commands`, { command: 'print a label' }));
$('older').addEventListener('click', () => loadOrders(next));

$('stale').addEventListener('click', async () => {
	const seen = await newest();
	if (seen) {
		const change = (note) => ['PATCH', `/orders/${seen.orderId}`, { note },
				{ type: 'application/merge-patch+json', more: { 'If-Match': `"${seen.version}"` } }];
		await call(...change('Ring twice'));
		await fail(...change('Leave it at the door'));
	}
});
$('violating').addEventListener('click', () => fail('POST', '/orders', {
	customerId: '102', email: 'me at example.org', shipping: 4.999,
	shipTo: { street: 'Lindenweg 7', city: 'Graz', country: 'AT' }, lines: []
}));
$('sold-out').addEventListener('click', () => {
	const order = tea(999);
	order.lines.push({ ...order.lines[0], quantity: 999 });
	return fail('POST', '/orders', order);
});
$('duplicate').addEventListener('click', async () => {
	const seen = await newest();
	if (seen) {
		const { version, placedAt, status, ...order } = seen;
		await fail('POST', '/orders', order);
	}
});

showSources();
setInterval(showSources, 2000);

const feed = new EventSource('/changes');
feed.addEventListener('watching', () => {
	$('state').textContent = 'live';
	load();
});
feed.addEventListener('change', (event) => changed(JSON.parse(event.data)));
feed.addEventListener('published', (event) => showMessage(JSON.parse(event.data)));
feed.addEventListener('error', () => {
	$('state').textContent = 'connecting …';
});
