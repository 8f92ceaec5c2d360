#!/usr/bin/env node
// A thousand workers that log at once: one REST API with that many workers, and their streams on the same port.
//
//   node crowd.mjs [--workers 1000] [--rate 100] [--port 0]
//
// Each connection is sent --rate records a second of the worker dialect, about 190 bytes each, numbered from 1, for ever. Prints the
// API's URL on its first line and then, each second, {"event":"second","clients":…,"left":…,"sent":…,"waiting":bytes that clients did not take}.

import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: { workers: { type: 'string', default: '1000' }, rate: { type: 'string', default: '100' }, port: { type: 'string', default: '0' } },
});
const WORKERS = Number(options.workers);
const RATE = Number(options.rate);
const TICK_MILLIS = 100;
const keyOf = (number) => `user${number % 10}_${String(number).padStart(6, '0')}.SH_crowd`;

const clients = new Set();
let sent = 0;
let left = 0;

function frames(key, from, count) {
  const timestamp = new Date().toISOString().slice(0, -1) + '000';
  const parts = [];
  for (let n = from; n < from + count; n++) {
    const record = Buffer.from(JSON.stringify({
      timestamp, level: 'INFO', message: `Bar processed: #${n}, C=25.36 V=18300`,
      logger_name: `VnpyWorker[${key}]`, module: 'vnpy_adapter', func_name: 'run', line_no: 95,
    }));
    parts.push(Buffer.from([0x81, 126, record.length >> 8, record.length & 0xff]), record);
  }
  return Buffer.concat(parts);
}

/** Every client is owed what its time says; a client that does not take it finds it waiting here. */
function tick() {
  const now = performance.now();
  for (const client of clients) {
    const due = Math.floor(((now - client.since) / 1000) * RATE) - client.made;
    if (due > 0) {
      client.socket.write(frames(client.key, client.made + 1, due));
      client.made += due;
      sent += due;
    }
  }
  setTimeout(tick, Math.max(0, TICK_MILLIS - (performance.now() - now)));
}

function accept(request, socket) {
  const accepted = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accepted}\r\n\r\n`);
  const client = { socket, key: decodeURIComponent(request.url.slice(4)), since: performance.now(), made: 0 };
  clients.add(client);
  socket.on('data', (data) => (data[0] & 15) === 8 && socket.end(Buffer.from([0x88, 2, 0x03, 0xe8]))); // goodbye is answered, pongs are not looked at
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    clients.delete(client);
    left++;
  });
}

const server = createServer((request, response) => {
  const { port } = server.address();
  const worker = (key) => ({ alive: true, stats: { engine: 'crowd' }, log_stream_url: `ws://127.0.0.1:${port}/ws/${key}` });
  const one = request.url.match(/^\/api\/workers\/([^/?]+)$/);
  const keys = Array.from({ length: WORKERS }, (_, number) => keyOf(number));
  const body = one ? worker(decodeURIComponent(one[1])) : { total_workers: WORKERS, workers: Object.fromEntries(keys.map((key) => [key, worker(key)])) };
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
});
server.on('upgrade', accept);
server.listen({ port: Number(options.port), host: '127.0.0.1', backlog: 1024 }, () => console.log(`http://127.0.0.1:${server.address().port}`));
tick();
setInterval(() => {
  const waiting = [...clients].reduce((sum, { socket }) => sum + socket.writableLength, 0);
  console.log(JSON.stringify({ event: 'second', clients: clients.size, left, sent, waiting }));
}, 1000);
