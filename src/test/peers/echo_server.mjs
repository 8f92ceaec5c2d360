// An echo on Node's ws: what comes goes back as it came; "close CODE REASON" closes. Compresses what is large.

import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const { WebSocketServer } = createRequire(resolve(process.argv[2], 'ws/'))('ws');
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  perMessageDeflate: { threshold: 256 },
  handleProtocols: (offered) => [...offered].find((name) => name.startsWith('chat')) ?? false,
});

server.on('listening', () => console.log('PORT', server.address().port));
server.on('connection', (socket) => {
  socket.on('message', (data, binary) => {
    const [word, code, ...reason] = data.toString().split(' ');
    if (!binary && word === 'close') socket.close(Number(code), reason.join(' '));
    else socket.send(data, { binary });
  });
});
