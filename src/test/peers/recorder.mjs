// A WebSocket server on Node's ws that writes down what each client did. README.md says what it promises.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: { modules: { type: 'string', default: 'node_modules' }, certificates: { type: 'string' } },
});
const { WebSocketServer } = createRequire(resolve(options.modules, 'ws/'))('ws');

const tell = (fact) => process.stdout.write(JSON.stringify(fact) + '\n');

const REFUSALS = {
  401: { 'WWW-Authenticate': 'Basic realm="recorder"' },
  429: { 'Retry-After': '7' },
};

/** The words of a path: `/close/4001/bye?run=x` is the run x of close, 4001, bye. */
function meant(request) {
  const url = new URL(request.url, 'http://any');
  return { run: url.searchParams.get('run') ?? '', words: url.pathname.split('/').slice(1).map(decodeURIComponent) };
}

function facts(request) {
  const headers = [];
  for (let i = 0; i < request.rawHeaders.length; i += 2) headers.push([request.rawHeaders[i], request.rawHeaders[i + 1]]);
  const certificate = request.socket.getPeerCertificate?.()?.subject?.CN ?? '';
  return { run: meant(request).run, path: request.url, headers, certificate, secure: Boolean(request.socket.encrypted) };
}

function payload(data, isBinary) {
  return isBinary ? { hex: data.toString('hex') } : { text: data.toString() };
}

/** What a path asks of the server, once the connection is open. */
const DEEDS = {
  echo: (ws) => ws.on('message', (data, isBinary) => ws.send(data, { binary: isBinary })),
  greet: (ws, count = '2') => {
    for (let i = 1; i <= Number(count); i++) ws.send(`hello ${i}`);
  },
  ping: (ws, text) => ws.ping(text),
  pong: (ws, text) => ws.pong(text),
  binary: (ws, hex) => ws.send(Buffer.from(hex, 'hex')),
  close: (ws, code, reason = '') => ws.close(Number(code), reason),
  bare: (ws) => ws.close(),
  later: (ws, code, reason = '') => ws.on('message', () => ws.close(Number(code), reason)),
  after: (ws, seconds, code, reason = '') => setTimeout(() => ws.close(Number(code), reason), 1000 * seconds),
  cut: (ws) => ws._socket.resetAndDestroy(),
  end: (ws) => ws.terminate(),
};

const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: true, maxPayload: 64 << 20 });

function upgrade(request, socket, head) {
  const { words } = meant(request);
  socket.on('error', () => {});
  if (words[0] === 'refuse') return refuse(request, socket, Number(words[1]), words[2] ?? '');
  if (words[0] === 'redirect') return redirect(request, socket, Number(words[1]));
  sockets.handleUpgrade(request, socket, head, (ws) => record(ws, request, words));
}

function answer(socket, status, headers, body) {
  const lines = Object.entries({ ...headers, 'Content-Length': Buffer.byteLength(body), Connection: 'close' });
  socket.end(`HTTP/1.1 ${status} As Asked\r\n` + lines.map(([name, value]) => `${name}: ${value}\r\n`).join('') + '\r\n' + body);
}

function refuse(request, socket, status, body) {
  tell({ what: 'refused', ...facts(request) });
  answer(socket, status, { 'Content-Type': 'text/plain', ...REFUSALS[status] }, body);
}

/** Leads on, as often as asked, and then to the echo. */
function redirect(request, socket, left) {
  tell({ what: 'redirected', ...facts(request) });
  const query = new URL(request.url, 'http://any').search;
  answer(socket, 302, { Location: (left > 1 ? `/redirect/${left - 1}` : '/echo') + query }, '');
}

function record(ws, request, [deed, ...words]) {
  const seen = { what: 'closed', ...facts(request), subprotocol: ws.protocol, extensions: ws.extensions, frames: [] };
  tell({ what: 'opened', run: seen.run });
  ws.on('message', (data, isBinary) => seen.frames.push({ op: isBinary ? 'binary' : 'text', ...payload(data, isBinary) }));
  ws.on('ping', (data) => seen.frames.push({ op: 'ping', text: data.toString() }));
  ws.on('pong', (data) => seen.frames.push({ op: 'pong', text: data.toString() }));
  ws.on('error', (error) => (seen.error = error.message));
  ws.on('close', (code, reason) => tell({ ...seen, code, reason: reason.toString() }));
  DEEDS[deed]?.(ws, ...words);
}

/** A plain GET. */
function page(request, response) {
  const { words } = meant(request);
  const status = words[0] === 'refuse' ? Number(words[1]) : 426;
  response.writeHead(status, { 'Content-Type': 'text/plain', ...REFUSALS[status] });
  response.end(words[0] === 'refuse' ? (words[2] ?? '') : 'this is a WebSocket server');
}

async function listen(server) {
  server.on('upgrade', upgrade);
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return server.address().port;
}

const ready = { port: await listen(createServer(page)) };
if (options.certificates) {
  const file = (name) => readFileSync(resolve(options.certificates, name));
  const tls = { cert: file('good.pem'), key: file('good.key'), ca: file('ca.pem'), requestCert: true, rejectUnauthorized: false };
  ready.securePort = await listen(createSecureServer(tls, page));
}
process.stdout.write('READY ' + JSON.stringify(ready) + '\n');
createInterface({ input: process.stdin }).on('close', () => process.exit(0));
