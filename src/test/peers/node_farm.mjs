// A farm of log workers on Node's ws and http. README.md says what it promises.

import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const ZOO = JSON.parse(readFileSync(new URL('zoo.json', import.meta.url), 'utf8'));
const NAMES = ['user123_002050.SZ_hidden_dragon', 'user123_600132.SH_turtle', 'user456_300347.SZ_yang_line'];
const [ZOO_KEY, SILENT_KEY, WILDCARD_KEY] = ['奇妙 café worker', 'zoo_no_stream', 'zoo_wildcard'];
const TRACEBACK = '\nTraceback (most recent call last):\n  File "worker.py", line 95, in run\nValueError: 价格';

const options = readOptions();
const { WebSocketServer } = createRequire(resolve(options.modules, 'ws/'))('ws');

function readOptions() {
  const numbers = { workers: 3, rate: 0, prefill: 0, ring: 100, 'max-clients': 10, batch: 1, 'restart-after': 0 };
  const flags = ['big', 'hostile', 'zoo', 'prefix', 'seam', 'no-deflate'];
  const texts = { api: 'ok', modules: 'node_modules', token: undefined, truth: undefined };
  const { values } = parseArgs({
    options: Object.fromEntries([
      ...Object.keys(numbers).map((name) => [name, { type: 'string' }]),
      ...flags.map((name) => [name, { type: 'boolean' }]),
      ...Object.keys(texts).map((name) => [name, { type: 'string' }]),
    ]),
  });
  for (const [name, fallback] of Object.entries(numbers)) values[name] = Number(values[name] ?? fallback);
  return { ...texts, ...values };
}

function levelOf(n) {
  if (n % 50 === 49) return 'CRITICAL';
  if (n % 20 === 10) return 'ERROR';
  if (n % 10 === 5) return 'WARNING';
  return n % 7 === 0 ? 'DEBUG' : 'INFO';
}

/** Local time without a zone, in microseconds, as Python's isoformat() writes it. */
function localTime() {
  const micros = Math.round((performance.timeOrigin + performance.now()) * 1000);
  const date = new Date(Math.floor(micros / 1000));
  const two = (number) => String(number).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const fraction = micros % 1_000_000;
  return `${day}T${time}` + (fraction ? `.${String(fraction).padStart(6, '0')}` : '');
}

/** What happened, on disk before a client can know it. */
function tell(fact) {
  if (options.truth) appendFileSync(options.truth, JSON.stringify(fact) + '\n');
}

const frame = (records) => (records.length === 1 ? records[0] : `[${records.join(',')}]`);

let clientIds = 0;
let paused = false;

class Worker {
  constructor(key) {
    const parts = key.split('_');
    this.key = key;
    this.symbol = parts.length > 2 ? parts[1] : key;
    this.strategy = parts.length > 2 ? parts.slice(2).join('_') : 'zoo';
    this.limit = options['max-clients'];
    this.alive = true;
    this.host = '127.0.0.1';
    this.count = 0;
    this.ring = [];
    this.clients = new Set();
    this.pending = [];
    this.port = null;
  }

  async open() {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: !options['no-deflate'] });
    await new Promise((done, fail) => server.once('listening', done).once('error', fail));
    server.on('connection', (socket) => this.serve(socket));
    this.server = server;
    this.port = server.address().port;
  }

  async close() {
    const { server, clients } = this;
    this.port = null;
    this.clients = new Set();
    const closed = new Promise((done) => server.close(done));
    for (const socket of clients) {
      socket.close(1001, 'worker stopped');
      setTimeout(() => socket.terminate(), 1000).unref();
    }
    await closed;
  }

  async restart() {
    await this.close();
    this.ring = [];
    await this.open();
  }

  serve(socket) {
    socket.on('error', () => {});
    if (this.clients.size >= this.limit) {
      socket.close(1008, 'Too many connections');
      return;
    }
    socket.on('close', () => this.clients.delete(socket));
    this.flush();
    const kept = [...this.ring];
    const first = kept.find(([n]) => n !== null)?.[0] ?? this.count + 1;
    tell({ worker: this.key, client: ++clientIds, first });
    this.clients.add(socket);
    const half = options.seam ? Math.floor(kept.length / 2) : kept.length;
    this.replay(socket, kept.slice(0, half));
    if (options.seam) {
      this.make('seam');
      this.make('seam');
      this.replay(socket, [...kept.slice(half), this.ring.at(-2)]);
    }
  }

  replay(socket, kept) {
    for (const [n, text] of kept) if (n === null) socket.send(text);
    const records = kept.filter(([n]) => n !== null).map(([, text]) => text);
    for (let start = 0; start < records.length; start += options.batch) {
      socket.send(frame(records.slice(start, start + options.batch)));
    }
  }

  make(words = 'Bar processed') {
    const n = ++this.count;
    const level = levelOf(n);
    const timestamp = localTime();
    const logger = `VnpyWorker[${this.symbol}]`;
    let message = `#${n} ${words}`;
    if (options.hostile) message += ' ' + ZOO.texts[n % ZOO.texts.length];
    if (level === 'ERROR') message += TRACEBACK;
    if (options.prefix) {
      const stamp = (timestamp + '.000').slice(0, 23).replace('T', ' ').replace('.', ',');
      message = `${stamp} ${level} ${logger}: ${message}`;
    }
    const record = { timestamp, level, message, logger_name: logger, module: 'vnpy_adapter', func_name: 'run', line_no: 95 };
    if (n % 9 === 0) delete record.func_name;
    const text = JSON.stringify(record);
    tell({ worker: this.key, n, text });
    this.remember(n, text);
    this.pending.push(text);
    if (this.pending.length >= options.batch) this.flush();
    return n;
  }

  flush() {
    if (this.pending.length > 0) this.send(frame(this.pending));
    this.pending = [];
  }

  keep(text) {
    this.remember(null, text);
    this.send(text);
  }

  remember(n, text) {
    this.ring.push([n, text]);
    if (this.ring.length > options.ring) this.ring.shift();
  }

  send(text) {
    for (const socket of this.clients) socket.send(text);
  }

  run() {
    let due = performance.now();
    const step = () => {
      if (!paused && this.port) this.make();
      due += 1000 / options.rate;
      this.timer = setTimeout(step, Math.max(0, due - performance.now()));
    };
    this.timer = setTimeout(step, 1000 / options.rate);
  }

  view() {
    const stats = {
      symbol: this.symbol, strategy: this.strategy, engine: 'vnpy', state: 'long', position: 300,
      bars_processed: 1234, entry_price: 12.5, note: { 风险: ['low', null] },
    };
    return { alive: this.alive, stats, log_stream_url: this.port ? `ws://${this.host}:${this.port}` : null };
  }
}

class Farm {
  workers = new Map();

  async open() {
    for (let number = 0; number < options.workers; number++) {
      await this.add(NAMES[number] ?? `user${number}_${String(number).padStart(6, '0')}.SH_grid`);
    }
    if (options.big) this.big(this.workers.values().next().value, 200_000);
    if (options.zoo) await this.openZoo();
  }

  async openZoo() {
    const zoo = await this.add(ZOO_KEY, false);
    ZOO.frames.forEach((text) => zoo.keep(text));
    const silent = await this.add(SILENT_KEY, false);
    await silent.close();
    silent.alive = false;
    const wildcard = await this.add(WILDCARD_KEY, false);
    wildcard.host = '0.0.0.0';
    wildcard.make();
  }

  async add(key, busy = true) {
    const worker = new Worker(key);
    for (let made = 0; busy && made < options.prefill; made++) worker.make();
    await worker.open();
    this.workers.set(key, worker);
    if (busy && options.rate > 0) worker.run();
    return worker;
  }

  big(worker, size) {
    const n = worker.make('big ' + '0123456789'.repeat(size / 10));
    worker.flush();
    return n;
  }

  async obey(line) {
    const [, name, rest = ''] = /^(\S+)\s*(.*)$/.exec(line);
    if (name === 'pause' || name === 'resume') {
      paused = name === 'pause';
      for (const worker of this.workers.values()) worker.flush();
      return 'ok';
    }
    const [, quoted, plain, argument] = /^(?:("(?:[^"\\]|\\.)*")|(\S+))\s*(.*)$/.exec(rest);
    const key = quoted ? JSON.parse(quoted) : plain;
    if (name === 'add') {
      await this.add(key);
      return 'ok';
    }
    return this.commands[name].call(this, this.workers.get(key), argument);
  }

  commands = {
    burst(worker, argument) {
      const first = worker.count + 1;
      for (let made = 0; made < Number(argument); made++) worker.make('burst');
      worker.flush();
      return `ok ${first} ${worker.count}`;
    },
    big(worker, argument) {
      const n = this.big(worker, Number(argument));
      return `ok ${n} ${n}`;
    },
    raw(worker, argument) {
      worker.keep(JSON.parse(argument));
      return 'ok';
    },
    drop(worker) {
      const { size } = worker.clients;
      for (const socket of worker.clients) socket.terminate();
      worker.clients.clear();
      return `ok ${size}`;
    },
    async restart(worker) {
      await worker.restart();
      return `ok ${worker.port}`;
    },
    async remove(worker) {
      this.workers.delete(worker.key);
      clearTimeout(worker.timer);
      await worker.close();
      return 'ok';
    },
    limit(worker, argument) {
      worker.limit = Number(argument);
      return 'ok';
    },
    clients(worker) {
      return `ok ${worker.clients.size}`;
    },
  };

  listing() {
    const workers = {};
    if (options.api !== 'empty') for (const [key, worker] of this.workers) workers[key] = worker.view();
    const count = Object.keys(workers).length;
    return { total_workers: count, active_configs: count, workers };
  }
}

const ANSWERS = {
  html: [200, 'text/html', '<!doctype html><html><head><title>Welcome to nginx!</title></head><body>Hi</body></html>'],
  404: [404, 'application/json', '{"detail": "Not Found"}'],
  500: [500, 'text/plain', 'Internal Server Error'],
  garbage: [200, 'application/json', '{"workers": {"cut'],
};
const farm = new Farm();

function answer(response, status, kind, text) {
  response.writeHead(status, { 'Content-Type': kind, 'Content-Length': Buffer.byteLength(text) }).end(text);
}

function api(request, response) {
  const json = (status, value) => answer(response, status, 'application/json', JSON.stringify(value));
  if (options.api === 'silent') return;
  if (ANSWERS[options.api]) return answer(response, ...ANSWERS[options.api]);
  if (options.token && request.headers.authorization !== `Bearer ${options.token}`) {
    return json(401, { detail: 'Could not validate credentials' });
  }
  const url = new URL(request.url, 'http://localhost');
  const parts = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
  const path = parts.join('/');
  if (path === 'api/workers') return json(200, farm.listing());
  if (path === 'health') return json(200, { status: 'ok' });
  if (path === 'api/status') {
    const { size } = farm.workers;
    return json(200, { total_workers: size, active_configs: size, worker_keys: [...farm.workers.keys()] });
  }
  if (parts[0] !== 'api' || parts[1] !== 'workers' || parts.length > 4) return json(404, { detail: 'Not Found' });
  const worker = farm.workers.get(parts[2]);
  if (!worker) return json(404, { detail: 'Worker not found' });
  if (parts.length === 3) return json(200, worker.view());
  if (parts[3] === 'console') return json(200, { worker_key: worker.key, log_stream_url: worker.view().log_stream_url });
  if (parts[3] !== 'logs') return json(404, { detail: 'Not Found' });
  const lines = worker.ring.map(([, text]) => text + '\n');
  const tail = Number(url.searchParams.get('tail') ?? lines.length);
  return answer(response, 200, 'text/plain; charset=utf-8', lines.slice(lines.length - tail).join(''));
}

await farm.open();
const server = createServer(api);
await new Promise((done) => server.listen(0, '127.0.0.1', done));
console.log('READY ' + JSON.stringify({ api: `http://127.0.0.1:${server.address().port}` }));
if (options['restart-after']) {
  setTimeout(() => farm.workers.values().next().value.restart(), options['restart-after'] * 1000);
}
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === 'quit') break;
  console.log(await farm.obey(line.trim()).catch((failure) => `error ${failure}`));
}
process.exit(0);
