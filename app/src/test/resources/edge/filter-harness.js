'use strict';

// Runs a CloudFront Function with what the documentation gives it and nothing more:
// node --expose-internals filter-harness.js FUNCTION STORE. First says what is forbidden in either, then answers events.
const { readFileSync } = require('node:fs');
const { createInterface } = require('node:readline');
const vm = require('node:vm');
const { violations } = require('./filter-check.js');
const { GLOBALS, METHODS, STATICS } = require('./filter-rules.js');

const [source, file] = process.argv.slice(2).map((name) => readFileSync(name, 'utf8'));
let pairs = imported();
let reads = 0;

function imported() {
  return new Map(JSON.parse(file).data.map(({ key, value }) => [key, value]));
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-custom-methods.html */
const kvs = {
  async get(key) {
    reads++;
    if (!pairs.has(key)) throw new Error('KeyNotFound');
    return pairs.get(key);
  },
  async exists(key) {
    reads++;
    return pairs.has(key);
  },
};

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/kvs-with-functions-create-s3-kvp.html */
function storeViolations() {
  const size = (text) => Buffer.byteLength(text);
  const found = size(file) > 5_000_000 ? ['a store of more than 5 MB'] : [];
  const keys = JSON.parse(file).data.map(({ key }) => key);
  if (new Set(keys).size < keys.length) found.push('a key twice');
  for (const [key, value] of pairs) {
    if (size(key) > 512) found.push(`the key ${key.slice(0, 20)}… is too long`);
    if (size(value) > 1024) found.push(`the value of ${key} is too long`);
    if (size(value) === 0) found.push(`the value of ${key} is empty`);
  }
  return found;
}

/** What isn't documented isn't there: found at run time if the reading of the source missed it. */
function context() {
  const world = vm.createContext({ cf: { kvs: () => kvs } }, { codeGeneration: { strings: false, wasm: false } });
  vm.runInContext(
    `(globals, methods, statics) => {
      console = { log() {} };
      for (const type of [String, Array, Number, RegExp, Promise, Date]) {
        const own = (of, keep) => Object.getOwnPropertyNames(of).forEach((name) => keep(name) || delete of[name]);
        own(type.prototype, methods);
        if (statics(type.name)) own(type, (name) => statics(type.name).has(name) || name === 'name' || name === 'length');
      }
      for (const name of Object.getOwnPropertyNames(globalThis)) if (!globals(name)) delete globalThis[name];
    }`,
    world,
  )((name) => name === 'cf' || GLOBALS.has(name), (name) => METHODS.has(name), (name) => STATICS[name]);
  return world;
}

function load() {
  const world = context();
  vm.runInContext(`'use strict';${source.replace(/^import cf from 'cloudfront';/m, '')}\nglobalThis.handler = handler;`, world);
  return world.handler;
}

function event({ ip, method = 'GET', uri = '/file', query, host = 'registry.example' }) {
  return {
    version: '1.0',
    context: { distributionDomainName: 'd111111abcdef8.cloudfront.net', distributionId: 'EDFDVBD6EXAMPLE', eventType: 'viewer-request', requestId: 'x' },
    viewer: { ip },
    request: { method, uri, querystring: {}, headers: { host: { value: host } }, cookies: {}, rawQueryString: () => query ?? undefined },
  };
}

async function answered(handler, asked) {
  const given = event(asked);
  const before = JSON.stringify(given);
  reads = 0;
  const answer = await handler(given);
  const unchanged = answer === given.request && JSON.stringify(given) === before;
  return { answer: unchanged ? null : answer, reads };
}

async function main() {
  const found = [...violations(source), ...storeViolations()];
  console.log(JSON.stringify({ violations: found }));
  if (found.length) return;
  const handler = load();
  for await (const line of createInterface({ input: process.stdin })) {
    const { put, restore, ips, asked } = JSON.parse(line);
    if (restore) pairs = imported();
    if (put) Object.entries(put).forEach(([key, value]) => (value === null ? pairs.delete(key) : pairs.set(key, value)));
    if (!ips) {
      console.log(JSON.stringify(asked ? await answered(handler, asked) : {}));
      continue;
    }
    const results = [];
    const started = process.hrtime.bigint();
    for (const ip of ips) results.push(await answered(handler, { ip }));
    const micros = Number(process.hrtime.bigint() - started) / 1e3 / ips.length;
    const redirected = results.map(({ answer }) => (answer && answer.statusCode === 307 ? '1' : '0')).join('');
    console.log(JSON.stringify({ redirected, reads: Math.max(...results.map((r) => r.reads)), micros }));
  }
}

main();
