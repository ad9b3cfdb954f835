'use strict';

// Finds what a CloudFront Function may not hold: by the list of what it may. As a program: node --expose-internals.
const { createInterface } = require('node:readline');
const { SYNTAX, GLOBALS, STATICS, METHODS } = require('./filter-rules.js');

const MAX_BYTES = 10 * 1024; // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
const BUILT_INS = [
  Object, Function, String, Number, Boolean, Array, RegExp, Date, Promise, Symbol, BigInt, Map, Set, WeakMap, Uint8Array,
  Object.getPrototypeOf(Uint8Array), ArrayBuffer, DataView, Error,
];
const KNOWN = new Set(BUILT_INS.flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)));

function acorn() {
  try {
    return require('internal/deps/acorn/acorn/dist/acorn'); // node --expose-internals
  } catch {
    return require('acorn');
  }
}

function violations(source) {
  const size = Buffer.byteLength(source);
  const found = size > MAX_BYTES ? [`${size} bytes of code`] : [];
  let program;
  try {
    program = acorn().parse(source, { ecmaVersion: 'latest', sourceType: 'module' });
  } catch (fault) {
    return [...found, fault.message];
  }
  const names = declared(program);
  visit(program, [], (node, above) => {
    if (!SYNTAX.has(node.type)) found.push(node.type);
    else found.push(...(CHECKS[node.type]?.(node, above, names) ?? []));
  });
  if (!names.has('handler')) found.push('no handler');
  return found;
}

const when = (bad, what) => (bad ? [what] : []);
const isFunction = ({ type }) => /Function/.test(type);

function functions(node, above) {
  return [
    ...when(node.generator, 'a generator'),
    ...when(node.async && (node.type === 'ArrowFunctionExpression' || above.some(isFunction)), 'an async closure'),
    ...when(node.params.some(({ type }) => type !== 'Identifier' && type !== 'RestElement'), 'parameter syntax'),
  ];
}

function calls(node) {
  return [...when(node.optional, '?.'), ...when(node.arguments.some((a) => a.type === 'AwaitExpression'), 'an async argument')];
}

const CHECKS = {
  FunctionDeclaration: functions,
  FunctionExpression: functions,
  ArrowFunctionExpression: functions,
  CallExpression: calls,
  NewExpression: calls,
  AwaitExpression: (node, above) => when(!above.some(({ async }) => async), 'await outside of a function'),
  ImportDeclaration: ({ source }) => when(source.value !== 'cloudfront', `import of ${source.value}`),
  VariableDeclarator: ({ id }) => when(id.type !== 'Identifier', 'destructuring'),
  CatchClause: ({ param }) => when(!param, 'catch without its parameter'),
  RestElement: (node, above) => when(!isFunction(above.at(-1)), 'a rest element'),
  Property: (node) => when(node.shorthand || node.computed || node.method, 'property syntax'),
  LogicalExpression: ({ operator }) => when(operator === '??', '??'),
  AssignmentExpression: ({ operator }) => when(/^(\?\?|\|\||&&)=$/.test(operator), operator),
  Literal: ({ bigint, regex }) => [
    ...when(bigint, 'a BigInt'),
    ...when(regex && (/[^gimy]/.test(regex.flags) || /\(\?<[=!]|\\[pP]\{/.test(regex.pattern)), 'regular expression syntax'),
  ],
  MemberExpression: ({ object, property, computed, optional }) => [
    ...when(optional, '?.'),
    ...when(!computed && object.name in STATICS && !STATICS[object.name].has(property.name), `${object.name}.${property.name}`),
    ...when(!computed && !(object.name in STATICS) && object.name !== 'Math' && KNOWN.has(property.name) && !METHODS.has(property.name), `.${property.name}`),
  ],
  Identifier: ({ name }, above, names) =>
    when(!names.has(name) && !GLOBALS.has(name) && !isLabel(name, above), `the global ${name}`),
};

function isLabel(name, above) {
  const parent = above.at(-1);
  return (
    (parent.type === 'MemberExpression' && !parent.computed && parent.property.name === name) ||
    (parent.type === 'Property' && parent.key.name === name) ||
    /^(Labeled|Break|Continue)/.test(parent.type)
  );
}

/** All names of the program, wherever they are declared. */
function declared(program) {
  const names = new Set();
  visit(program, [], (node) => {
    const ids = [node.id, node.param, node.local, ...(node.params ?? [])].filter(Boolean);
    ids.forEach((id) => names.add(id.name ?? id.argument?.name));
  });
  return names;
}

function visit(node, above, each) {
  each(node, above);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child.type === 'string') visit(child, [...above, node], each);
    }
  }
}

async function main() {
  for await (const line of createInterface({ input: process.stdin })) {
    console.log(JSON.stringify({ violations: violations(JSON.parse(line).source) }));
  }
}

if (require.main === module) main();

module.exports = { violations };
