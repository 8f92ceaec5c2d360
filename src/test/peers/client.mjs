// A WebSocket client on Node's ws, told what to do: its lines are JSON. README.md says what it promises.

import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const [modules, url, count = '1', options = '{}'] = process.argv.slice(2);
const { WebSocket } = createRequire(resolve(modules, 'ws/'))('ws');
const { subprotocols = [], ...more } = JSON.parse(options);
const tell = (fact) => process.stdout.write(JSON.stringify(fact) + '\n');

const peers = [];
for (let i = 0; i < Number(count); i++) {
  const ws = new WebSocket(url, subprotocols, more);
  peers.push(ws);
  ws.on('open', () => tell({ what: 'open', i, subprotocol: ws.protocol, extensions: ws.extensions }));
  ws.on('message', (data, isBinary) => tell({ what: 'message', i, text: isBinary ? data.toString('hex') : data.toString() }));
  ws.on('ping', (data) => tell({ what: 'ping', i, text: data.toString() }));
  ws.on('close', (code, reason) => tell({ what: 'close', i, code, reason: reason.toString() }));
  ws.on('error', (error) => tell({ what: 'error', i, text: error.message }));
}

const DEEDS = {
  send: (ws, text) => ws.send(text),
  bytes: (ws, text) => ws.send(Buffer.from(text, 'hex')),
  ping: (ws, text) => ws.ping(text),
  close: (ws, words) => ws.close(Number(words.split(' ')[0]), words.split(' ').slice(1).join(' ')),
  reset: (ws) => ws._socket.resetAndDestroy(),
  stall: (ws) => ws._socket.pause(),
  resume: (ws) => ws._socket.resume(),
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [deed, i, ...words] = line.split(' ');
    DEEDS[deed](peers[Number(i)], words.join(' '));
  })
  .on('close', () => process.exit(0));
