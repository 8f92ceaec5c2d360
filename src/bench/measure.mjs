// What run.sh runs: starts servers and the packaged program, times them, checks every record, prints Markdown.

import { execFileSync, spawn } from 'node:child_process';
import { closeSync, createReadStream, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import { createInterface } from 'node:readline';

const PROGRAM = 'target/logtail';
const FOLDER = 'target/bench';
const RECORDS = Number(process.env.RECORDS ?? 1_000_000);
const RUNS = Number(process.env.RUNS ?? 5);
const LONG = Number(process.env.SECONDS_LONG ?? 30);
const STARTS = 15;
const GUARD_SECONDS = 120;
const WORKERS = 200;
const RATE = 50;
const CROWD = Number(process.env.CROWD ?? 1000);
const CROWD_RATE = Number(process.env.CROWD_RATE ?? 100);

const failures = [];
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const thousands = (number) => Math.round(number).toLocaleString('en-US');
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);

function header(...cells) {
  console.log();
  row(...cells);
  row(...cells.map(() => '---'));
}

function check(isTrue, otherwise) {
  if (!isTrue) {
    failures.push(otherwise);
  }
}

/** A server process: its first line is a URL; what it prints after that is kept. */
async function startServer(command, args, env = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  const lines = [];
  const reader = createInterface({ input: child.stdout });
  const url = await new Promise((resolve, reject) => {
    reader.on('line', (line) => {
      lines.push(line);
      const found = line.match(/https?:\/\/\S+/);
      if (found) {
        resolve(found[0].replace(/\/$/, ''));
      }
    });
    child.once('exit', (code) => reject(new Error(`${command} ${args.join(' ')} ended with ${code}`)));
  });
  return { child, url, lines };
}

async function stopServer({ child }) {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

/** Peak resident set in MiB, as Linux counts it; 0 elsewhere. */
function peakRss(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)[1]) / 1024;
  } catch {
    return 0;
  }
}

/** Runs the program, or another one, with standard output to a file. */
async function runProgram(args, file, env = {}, program = PROGRAM) {
  const out = openSync(file, 'w');
  // wscat leaves when its standard input ends.
  const child = spawn(program, args, { stdio: ['pipe', out, 'pipe'], env: { ...process.env, ...env } });
  closeSync(out);
  let said = '';
  let rss = 0;
  child.stderr.on('data', (data) => (said += data));
  const sampler = setInterval(() => (rss = Math.max(rss, peakRss(child.pid))), 200);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(sampler);
  return { code, said, rss, ended: Date.now() };
}

async function eachLine(file, action) {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    action(line);
  }
}

/** How many lines there are, and of the numbers 1 to `records` how many stand in their place. */
async function countNumbers(file) {
  let lines = 0;
  let inPlace = 0;
  await eachLine(file, (line) => {
    lines++;
    const number = line.match(/#(\d{8})/);
    inPlace += number && Number(number[1]) === lines ? 1 : 0;
  });
  return { lines, inPlace };
}

/** The last line of what the program said: with --stats, its count of everything. */
const totalOf = (said) => said.trim().split('\n').at(-1);

/** How many records the program itself says it had to drop; NaN when it says nothing. */
function droppedIn(said) {
  return Number(said.match(/total: .* (\d+) dropped/)?.[1] ?? NaN);
}

async function speedOnce(what, rate, extra) {
  const file = `${FOLDER}/speed.out`;
  const flood = await startServer('node', ['src/bench/flood.mjs', '--records', `${RECORDS}`, '--rate', `${rate}`]);
  const args = ['follow', '--lines', ...extra, '--api', flood.url, '--limit', `${RECORDS}`, '--for', `${GUARD_SECONDS}s`, '--no-reconnect', '--stats'];
  const run = await runProgram(args, file);
  await stopServer(flood);
  const opened = flood.lines.slice(1).map((line) => JSON.parse(line)).find(({ event }) => event === 'open');
  const { lines, inPlace } = await countNumbers(file);
  check(run.code === 0, `${what}: exit ${run.code}: ${totalOf(run.said)}`);
  check(lines === RECORDS && inPlace === RECORDS, `${what}: ${lines} lines, ${inPlace} in their place, of ${RECORDS}: ${totalOf(run.said)}`);
  const dropped = droppedIn(run.said);
  check(dropped === 0, `${what}: ${dropped} dropped: ${totalOf(run.said)}`);
  return { perSecond: lines / ((run.ended - (opened?.at ?? NaN)) / 1000), lines, inPlace, dropped, rss: run.rss, command: `logtail ${args.join(' ').replace(flood.url, 'URL')}` };
}

async function speed() {
  const kinds = [
    ['text, unlimited', 0, []],
    ['text, 250,000/s', 250_000, []],
    ['ndjson, unlimited', 0, ['-o', 'ndjson']],
    ['ndjson, 250,000/s', 250_000, ['-o', 'ndjson']],
  ];
  console.log(`\n## One connection, ${thousands(RECORDS)} records of 188 to 193 bytes to a file, ${RUNS} runs`);
  console.log('\nRecords a second from the handshake to the end of the process, start-up of the JIT included.');
  header('what', 'median records/s', 'all runs', 'lines in the file', 'in order', 'dropped', 'peak RSS');
  const commands = new Set();
  for (const [what, rate, extra] of kinds) {
    const runs = [];
    for (let i = 0; i < RUNS; i++) {
      runs.push(await speedOnce(what, rate, extra));
    }
    const least = (name) => thousands(Math.min(...runs.map((run) => run[name])));
    row(what, `**${thousands(median(runs.map((run) => run.perSecond)))}**`, runs.map((run) => thousands(run.perSecond)).join(' '),
      least('lines'), least('inPlace'), thousands(Math.max(...runs.map((run) => run.dropped))), `${thousands(Math.max(...runs.map((run) => run.rss)))} MiB`);
    commands.add(runs[0].command);
  }
  console.log();
  commands.forEach((command) => console.log(`    ${command}`));
}

function timeOf(command, args) {
  const start = performance.now();
  execFileSync(command, args, { stdio: 'ignore' });
  return performance.now() - start;
}

function version() {
  const ours = [];
  const nodes = [];
  timeOf(PROGRAM, ['--version']); // whatever a first start prepares for later ones
  for (let i = 0; i < STARTS; i++) {
    ours.push(timeOf(PROGRAM, ['--version']));
    nodes.push(timeOf('node', ['-e', '0']));
  }
  const ratio = median(ours) / median(nodes);
  console.log(`\n## Start-up, medians of ${STARTS}, taking turns`);
  header('command', 'median', 'fastest', 'slowest');
  for (const [name, times] of [['logtail --version', ours], ['node -e 0', nodes]]) {
    row(name, `${median(times).toFixed(0)} ms`, `${Math.min(...times).toFixed(0)} ms`, `${Math.max(...times).toFixed(0)} ms`);
  }
  row('**ratio**', `**${ratio.toFixed(2)}**`, '', '');
  check(ratio <= 4, `--version takes ${ratio.toFixed(2)} × node -e 0`);
}

/** Of each life of each worker, the numbers of the records that arrived, and how many arrived more than once. */
async function livesIn(file) {
  const lives = new Map();
  let lines = 0;
  await eachLine(file, (line) => {
    const record = JSON.parse(line);
    lines++;
    if (record.seq !== undefined) {
      const name = `${record.worker} ${record.boot}`;
      const life = lives.get(name) ?? { seen: new Set(), first: record.seq, last: record.seq, twice: 0 };
      life.twice += life.seen.has(record.seq) ? 1 : 0;
      life.seen.add(record.seq);
      life.first = Math.min(life.first, record.seq);
      life.last = Math.max(life.last, record.seq);
      lives.set(name, life);
    }
  });
  return { lines, lives: [...lives.values()] };
}

async function heap() {
  const file = `${FOLDER}/heap.out`;
  const demo = ['demo', '--serve-only', '--workers', `${WORKERS}`, '--rate', `${RATE}`, '--seed', '1', '--port', '0'];
  const farm = await startServer(PROGRAM, demo);
  const args = ['follow', '--lines', '-o', 'ndjson', '--api', farm.url, '--for', `${LONG}s`, '--stats'];
  const run = await runProgram(args, file, { LOGTAIL_JAVA_OPTS: '-Xmx256m' });
  await stopServer(farm);
  const { lines, lives } = await livesIn(file);
  const sum = (value) => lives.reduce((total, life) => total + value(life), 0);
  const numbered = sum((life) => life.seen.size);
  const missing = sum((life) => life.last - life.first + 1 - life.seen.size);
  const twice = sum((life) => life.twice);
  const expected = (WORKERS - 1) * RATE * LONG; // one worker's streaming is off
  check(run.code === 0, `heap: exit ${run.code}: ${totalOf(run.said)}`);
  const dropped = droppedIn(run.said);
  check(missing === 0 && twice === 0 && dropped === 0, `heap: ${missing} missing, ${twice} twice, ${dropped} dropped: ${totalOf(run.said)}`);
  check(numbered > expected * 0.9, `heap: ${numbered} records, far from ${expected}`);
  console.log(`\n## ${WORKERS} workers × ${RATE} records/s, ${LONG} s, client heap 256 MB`);
  header('records received', 'sent in that time, about', 'missing', 'twice', 'dropped', 'worker lives', 'peak RSS of the client');
  row(thousands(lines), `${thousands(expected)} + rings`, missing, twice, dropped, lives.length, `**${thousands(run.rss)} MiB**`);
  console.log(`\n    logtail ${demo.join(' ')}\n    LOGTAIL_JAVA_OPTS=-Xmx256m logtail ${args.join(' ').replace(farm.url, 'URL')}`);
}

/** What the kernel knows about a process now. */
function lookAt(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const figure = (name) => Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))[1]);
  return { at: performance.now(), rss: figure('VmRSS') / 1024, threads: figure('Threads'), fds: readdirSync(`/proc/${pid}/fd`).length };
}

/** MiB a minute, by least squares. */
function slope(samples) {
  const mean = (of) => samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const minutes = ({ at }) => at / 60_000;
  const [x, y] = [mean(minutes), mean(({ rss }) => rss)];
  return mean((sample) => (minutes(sample) - x) * (sample.rss - y)) / mean((sample) => (minutes(sample) - x) ** 2);
}

/** The process that a wrapper started, or the wrapper's own where it has none. */
function innermost(pid) {
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return child ? innermost(Number(child)) : pid;
}

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

/** Follows the crowd with an output that nobody reads from the third second on. The heap is resident from the start, so that its growth is no leak. */
async function crowdOnce(what, command, args) {
  const farm = await startServer('node', ['src/bench/crowd.mjs', '--workers', `${CROWD}`, '--rate', `${CROWD_RATE}`]);
  const all = [...args, 'follow', '--lines', '--color', 'never', '--max-workers', `${CROWD}`, '--api', farm.url];
  const child = spawn(command, all, { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, LOGTAIL_JAVA_OPTS: '-Xmx512m -Xms512m -XX:+AlwaysPreTouch -XX:+ExitOnOutOfMemoryError' } });
  const read = () => child.stdout.read();
  child.stdout.on('readable', read);
  await pause(3000);
  child.stdout.off('readable', read);
  child.stdin.write('stop\n');
  const pid = innermost(child.pid);
  const told = () => farm.lines.slice(1).map((line) => JSON.parse(line));
  for (let patience = GUARD_SECONDS; patience > 0 && (told().at(-1)?.clients ?? 0) < CROWD; patience--) {
    await pause(1000);
  }
  const first = told().length;
  const samples = [];
  for (let second = 0; second < LONG * 2; second++) {
    await pause(1000);
    samples.push(lookAt(pid));
  }
  const seconds = told().slice(first);
  const last = seconds.at(-1);
  process.kill(pid, 'SIGKILL');
  child.kill('SIGKILL');
  await stopServer(farm);
  const half = samples.slice(samples.length / 2);
  const rate = (last.sent - seconds[0].sent) / (seconds.length - 1);
  const most = (name) => Math.max(...samples.map((sample) => sample[name]));
  check(last.clients === CROWD, `crowd, ${what}: ${last.clients} clients of ${CROWD}`);
  check(last.waiting < CROWD * 65_536, `crowd, ${what}: ${last.waiting} bytes were not read`);
  check(most('threads') < 100, `crowd, ${what}: ${most('threads')} threads`);
  row(what, thousands(rate), `${thousands(last.waiting / 1024)} KiB`, `${thousands(half[0].rss)} → ${thousands(half.at(-1).rss)} MiB`,
    `**${slope(half).toFixed(1)} MiB/min**`, most('threads'), `${CROWD} + ${most('fds') - CROWD}`);
}

async function crowd() {
  console.log(`\n## ${CROWD} workers × ${CROWD_RATE} records/s, nobody reads the output, heap of 512 MB, ${LONG * 2} s`);
  header('output', 'records/s, as the server managed', 'not taken by the client at the end', 'RSS, second half', 'its slope', 'threads', 'descriptors');
  await crowdOnce('a pipe', PROGRAM, []);
  await crowdOnce('a terminal', 'python3', ['src/test/peers/stopped_terminal.py', PROGRAM]);
}

function onTerminal(settle, seconds, args) {
  const words = ['src/bench/on_terminal.py', `${settle}`, `${seconds}`, PROGRAM, ...args];
  return JSON.parse(execFileSync('python3', words, { encoding: 'utf8', env: { ...process.env, XDG_CONFIG_HOME: '/nonexistent' } }));
}

/** The console at a rate of `workers` × `rate` records a second, once it has run in. */
async function consoleAt(workers, rate) {
  const farm = await startServer(PROGRAM, ['demo', '--serve-only', '--workers', `${workers}`, '--rate', `${rate}`, '--seed', '1']);
  try {
    return onTerminal(LONG / 2, LONG, ['follow', '--api', farm.url]);
  } finally {
    await stopServer(farm);
  }
}

/** The whole console on a terminal of 120×40 that is read as fast as it is written. */
async function consoles() {
  const starts = Array.from({ length: STARTS }, () => onTerminal(0, 0, ['demo']));
  const [frame, cpu, worker] = ['frame', 'frame_cpu', 'worker'].map((name) => median(starts.map((start) => start[name])));
  check(frame <= 0.7, `console: first frame after ${frame.toFixed(2)} s`);
  console.log(`\n## The console on a terminal of 120×40, ${LONG} s each`);
  header('from the start of `logtail demo`', `median of ${STARTS}`);
  row('to the first frame', `**${thousands(frame * 1000)} ms**`);
  row('of that, processor time of all threads', `${thousands(cpu * 1000)} ms`);
  row('to the first worker shown', `${thousands(worker * 1000)} ms`);
  header('records/s', 'processor seconds a second', 'frames/s', 'KiB/s to the terminal', 'RSS');
  for (const [workers, rate] of [[5, 1], [10, 50], [20, 1000]]) {
    const figures = await consoleAt(workers, rate);
    check(workers * rate !== 500 || figures.cpu < 0.5, `console: ${figures.cpu.toFixed(2)} cores at 500 records/s`);
    check(figures.frames < 31, `console: ${figures.frames.toFixed(1)} frames a second`);
    row(`${workers} × ${rate}`, `**${figures.cpu.toFixed(2)}**`, figures.frames.toFixed(1), thousands(figures.bytes / 1024), `${thousands(figures.rss)} MiB`);
  }
}

/** One WebSocket's messages to a file, by each of the programs that show them. */
async function wires() {
  const wscat = 'target/peers/node_modules/.bin/wscat';
  const programs = [['logtail debug', PROGRAM, ['debug']], ['wscat', wscat, ['-c']]];
  console.log(`\n## One WebSocket by hand: ${thousands(RECORDS)} messages of 188 to 193 bytes to a file, ${RUNS} runs, taking turns`);
  header('command', 'median messages/s', 'all runs', 'in order', 'peak RSS');
  const runs = new Map(programs.map(([name]) => [name, []]));
  for (let i = 0; i < RUNS; i++) {
    for (const [name, program, args] of programs) {
      const file = `${FOLDER}/wire.out`;
      const flood = await startServer('node', ['src/bench/flood.mjs', '--records', `${RECORDS}`]);
      const run = await runProgram([...args, flood.url.replace('http', 'ws'), '-x', 'hello', '-w', '-1'], file, {}, program);
      await stopServer(flood);
      const opened = flood.lines.slice(1).map((line) => JSON.parse(line)).find(({ event }) => event === 'open');
      const { lines, inPlace } = await countNumbers(file);
      check(lines === RECORDS && inPlace === RECORDS, `${name}: ${lines} lines, ${inPlace} in their place, of ${RECORDS}: ${run.said.trim()}`);
      runs.get(name).push({ perSecond: lines / ((run.ended - (opened?.at ?? NaN)) / 1000), inPlace, rss: run.rss });
    }
  }
  for (const [name, all] of runs) {
    row(name, `**${thousands(median(all.map((run) => run.perSecond)))}**`, all.map((run) => thousands(run.perSecond)).join(' '),
      thousands(Math.min(...all.map((run) => run.inPlace))), `${thousands(Math.max(...all.map((run) => run.rss)))} MiB`);
  }
  console.log('\n    PROGRAM ws://… -x hello -w -1');
}

/** How long it takes to look into many workers at once. */
async function checks() {
  console.log(`\n## logtail check, medians of ${RUNS}`);
  header('workers', 'time', 'exit');
  for (const workers of [1, 10, 100]) {
    const farm = await startServer(PROGRAM, ['demo', '--serve-only', '--workers', `${workers + 1}`, '--rate', '2', '--seed', '1', '--port', '0']);
    const times = [];
    let code = 0;
    for (let i = 0; i < RUNS; i++) {
      const start = performance.now();
      ({ code } = await runProgram(['check', '-q', '--api', farm.url], `${FOLDER}/check.out`));
      times.push(performance.now() - start);
    }
    await stopServer(farm);
    row(workers, `**${(median(times) / 1000).toFixed(1)} s** (${times.map((time) => (time / 1000).toFixed(1)).join(' ')})`, `${code}: one more worker streams nothing`);
  }
}

function machine() {
  const java = execFileSync('sh', ['-c', '"${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1'], { encoding: 'utf8' }).split('\n');
  const cpus = os.cpus();
  console.log(`# Measured on ${new Date().toISOString().slice(0, 10)}\n`);
  console.log(`- ${cpus.length} × ${cpus[0].model.trim()}, ${thousands(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.release()}`);
  console.log(`- ${java.find((line) => line.includes('Runtime'))?.trim() ?? java[0]}; node ${process.version}`);
  console.log(`- load before: ${os.loadavg()[0].toFixed(2)}`);
}

const parts = { speed, version, heap, crowd, console: consoles, wire: wires, check: checks };
const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);
const unknown = chosen.filter((name) => !parts[name]);
if (unknown.length > 0) {
  console.error(`bench: no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
mkdirSync(FOLDER, { recursive: true });
machine();
for (const name of chosen) {
  await parts[name]();
}
rmSync(FOLDER, { recursive: true, force: true });
failures.forEach((failure) => console.log(`\nFAILED ${failure}`));
process.exit(failures.length > 0 ? 1 : 0);
