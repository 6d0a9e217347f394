// A node:http server that reads the request and sends the bytes given to it: the fastest any server on Node can be here.
import http from 'node:http';

const body = Buffer.from(process.argv[2] ?? '', 'base64');
const headers = JSON.parse(process.argv[3] ?? '{}') as Record<string, string>;

const server = http.createServer((request, response) => {
  request.resume();
  request.on('end', () => response.writeHead(200, { ...headers, 'content-length': body.length }).end(body));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The bare responder has no port.');
  console.log(`http://127.0.0.1:${address.port}`);
});
