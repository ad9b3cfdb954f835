'use strict';

// Does what Lambda does with the unpacked bundle in the folder given: one event after the other, a line of JSON each way.
const { resolve } = require('node:path');
const { createInterface } = require('node:readline');

const { handler } = require(resolve(process.argv[2], 'index.js'));

async function main() {
  for await (const line of createInterface({ input: process.stdin })) {
    const { event, environment } = JSON.parse(line);
    Object.assign(process.env, environment);
    const before = structuredClone(event);
    const started = process.hrtime.bigint();
    const answer = await handler(event, {});
    const millis = Number(process.hrtime.bigint() - started) / 1e6;
    const unchanged = answer === event.Records[0].cf.request && JSON.stringify(event) === JSON.stringify(before);
    console.log(JSON.stringify({ answer, millis, unchanged }));
  }
}

main();
