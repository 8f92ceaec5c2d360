#!/usr/bin/env node
// A worker that logs faster than anybody reads: one REST API with one worker, and that worker's stream on the same port.
//
//   node flood.mjs [--records 1000000] [--rate 250000] [--port 0]
//
// Every connection is sent the same records, as fast as it takes them (or at --rate a second), then close 1000. Records are of the
// worker dialect, 188 to 200 bytes, one a frame, numbered from 1, their timestamps rising by a microsecond or more. Prints the
// API's URL on its first line and, of each connection, {"event":"open"|"sent"|"closed","records":…,"at":milliseconds}.
//
// It costs next to nothing a record: blocks of ready frames are built once, and only digits change before a block is written again.

import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    rate: { type: 'string', default: '0' },
    port: { type: 'string', default: '0' },
  },
});
const RECORDS = Number(options.records);
const RATE = Number(options.rate); // 0: no limit
const KEY = 'user123_002050.SZ_hidden_dragon';
const BLOCK_BYTES = 1 << 20;
const BLOCKS = 4; // per connection; all of them waiting to be written is what holds the sender back
const TICK_MILLIS = 4;
const MICROS_PER_DAY = 86_400_000_000;
const FIRST_MICRO = (9 * 3600 + 30 * 60) * 1_000_000; // 09:30:00
const STEP_MICROS = Math.max(1, Math.floor(1_000_000 / (RATE || 500_000)));

if (!(RECORDS > 0 && RECORDS < 1e8 && RATE >= 0) || RECORDS * STEP_MICROS >= MICROS_PER_DAY - FIRST_MICRO) {
  console.error('flood: --records 1 to 99999999 and --rate from 0 on, all within one day');
  process.exit(2);
}

const VARIETY = [
  ['DEBUG', 'Bar #00000000 C=25.36 V=18300'],
  ['INFO', 'Bars processed: #00000000'],
  ['INFO', 'Bar processed: #00000000, ok'],
  ['WARNING', 'Bar #00000000 late: 350ms'],
];

/** One frame, and where its digits are. */
function frameOf([level, message]) {
  const record = JSON.stringify({
    timestamp: '2026-02-02T00:00:00.000000', level, message,
    logger_name: 'VnpyWorker[002050.SZ]', module: 'vnpy_adapter', func_name: 'run', line_no: 95,
  });
  if (record.length < 188 || record.length > 200) {
    throw new Error(`a record of ${record.length} bytes: ${record}`);
  }
  const header = Buffer.from([0x81, 126, record.length >> 8, record.length & 0xff]);
  return {
    bytes: Buffer.concat([header, Buffer.from(record)]),
    time: header.length + record.indexOf('T00:') + 1,
    number: header.length + record.indexOf('#') + 1,
  };
}

/** A buffer full of frames: ends[i] is where frame i ends, times[i] and numbers[i] where its digits start. */
function buildBlock() {
  const kinds = VARIETY.map(frameOf);
  const largest = Math.max(...kinds.map((kind) => kind.bytes.length));
  const frames = Math.floor(BLOCK_BYTES / largest);
  const buffer = Buffer.alloc(BLOCK_BYTES);
  const block = { buffer, frames, ends: new Int32Array(frames), times: new Int32Array(frames), numbers: new Int32Array(frames) };
  let end = 0;
  for (let i = 0; i < frames; i++) {
    const kind = kinds[i % kinds.length];
    kind.bytes.copy(buffer, end);
    block.times[i] = end + kind.time;
    block.numbers[i] = end + kind.number;
    end += kind.bytes.length;
    block.ends[i] = end;
  }
  return block;
}

function putDigits(buffer, from, digits, value) {
  for (let at = from + digits - 1; at >= from; at--) {
    const rest = (value / 10) | 0;
    buffer[at] = 48 + value - rest * 10;
    value = rest;
  }
}

/** Gives the first `count` frames of the block the numbers from `first` on. */
function stamp(block, first, count) {
  const { buffer, times, numbers } = block;
  for (let i = 0; i < count; i++) {
    const number = first + i;
    const micro = FIRST_MICRO + number * STEP_MICROS;
    const second = Math.floor(micro / 1_000_000);
    const at = times[i];
    putDigits(buffer, at, 2, (second / 3600) | 0);
    putDigits(buffer, at + 3, 2, ((second / 60) | 0) % 60);
    putDigits(buffer, at + 6, 2, second % 60);
    putDigits(buffer, at + 9, 6, micro - second * 1_000_000);
    putDigits(buffer, numbers[i], 8, number);
  }
}

function report(event, records) {
  console.log(JSON.stringify({ event, records, at: Date.now() }));
}

function flood(socket) {
  const free = Array.from({ length: BLOCKS }, buildBlock);
  const start = performance.now();
  let sent = 0;
  let ended = false;

  const due = () => (RATE === 0 ? RECORDS : Math.min(RECORDS, Math.floor(((performance.now() - start) / 1000) * RATE)));

  const pump = () => {
    while (!ended && free.length > 0 && sent < due()) {
      const block = free.pop();
      const count = Math.min(block.frames, due() - sent);
      stamp(block, sent + 1, count);
      sent += count;
      socket.write(block.buffer.subarray(0, block.ends[count - 1]), () => {
        free.push(block);
        pump();
      });
    }
    if (!ended && sent === RECORDS) {
      ended = true;
      clearInterval(timer);
      socket.write(Buffer.from([0x88, 2, 0x03, 0xe8]), () => report('sent', sent)); // close 1000
      setTimeout(() => socket.destroy(), 5000).unref();
    }
  };

  const timer = setInterval(pump, TICK_MILLIS);
  socket.on('data', () => ended && socket.end()); // all that a client has to say is goodbye
  socket.on('end', () => socket.end());
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    ended = true;
    clearInterval(timer);
    report('closed', sent);
  });
  report('open', 0);
  pump();
}

const server = createServer((request, response) => {
  const url = `ws://127.0.0.1:${server.address().port}/`;
  const worker = {
    alive: true,
    stats: { symbol: '002050.SZ', strategy: 'hidden_dragon', engine: 'flood', state: 'running', position: 0, bars_processed: RECORDS },
    log_stream_url: url,
  };
  const bodies = {
    '/health': { status: 'ok' },
    '/api/status': { total_workers: 1, active_configs: 1, worker_keys: [KEY] },
    '/api/workers': { total_workers: 1, active_configs: 1, workers: { [KEY]: worker } },
    [`/api/workers/${KEY}`]: worker,
    [`/api/workers/${KEY}/console`]: { worker_key: KEY, log_stream_url: url },
  };
  const body = bodies[request.url.split('?')[0]];
  response.writeHead(body ? 200 : 404, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body ?? { detail: 'Not Found' }));
});

server.on('upgrade', (request, socket) => {
  const accept = createHash('sha1')
    .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');
  socket.setNoDelay(true);
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  flood(socket);
});

server.listen(Number(options.port), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
