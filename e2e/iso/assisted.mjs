// Stands in for assisted-service: what it would say of each infra-env, from a folder's files.
// Usage: node assisted.mjs PORT FOLDER, with config.ign, ramdisk.gz and infra-env.json in the folder.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [port, folder] = process.argv.slice(2);
const path = /^\/api\/assisted-install\/v2\/infra-envs\/[0-9a-f-]{36}(\/downloads\/(files|minimal-initrd))?$/;

createServer((request, response) => {
  const url = new URL(request.url, 'http://assisted');
  const [, , download] = url.pathname.match(path) ?? [];
  const file = name => readFileSync(`${folder}/${name}`);
  if (request.headers.authorization !== 'Bearer a user') {
    response.writeHead(401).end('who are you?');
  } else if (!path.test(url.pathname)) {
    response.writeHead(404).end('no such thing');
  } else if (download === 'files' && url.searchParams.get('file_name') === 'discovery.ign') {
    response.writeHead(200, { 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT' }).end(file('config.ign'));
  } else if (download === 'minimal-initrd') {
    response.writeHead(200).end(file('ramdisk.gz'));
  } else if (!download) {
    response.writeHead(200, { 'content-type': 'application/json' }).end(file('infra-env.json'));
  } else {
    response.writeHead(404).end('no such file');
  }
}).listen(Number(port), '127.0.0.1');
