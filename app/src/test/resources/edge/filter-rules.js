'use strict';

// What the documentation of CloudFront Functions' runtime 2.0 lists, and nothing else: syntax, globals, methods.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html

const words = (text) => new Set(text.trim().split(/\s+/));

const SYNTAX = words(`
  Program ImportDeclaration ImportDefaultSpecifier FunctionDeclaration FunctionExpression ArrowFunctionExpression
  VariableDeclaration VariableDeclarator ExpressionStatement BlockStatement EmptyStatement IfStatement ForStatement
  ForInStatement WhileStatement DoWhileStatement BreakStatement ContinueStatement ReturnStatement ThrowStatement
  TryStatement CatchClause SwitchStatement SwitchCase LabeledStatement Identifier Literal TemplateLiteral TemplateElement
  RestElement AwaitExpression ObjectExpression Property ArrayExpression UnaryExpression BinaryExpression
  LogicalExpression AssignmentExpression UpdateExpression ConditionalExpression CallExpression NewExpression
  MemberExpression SequenceExpression ThisExpression`);

const ERRORS = 'Error EvalError InternalError RangeError ReferenceError SyntaxError TypeError URIError';
const ARRAYS = 'Float32Array Float64Array Int8Array Int16Array Int32Array Uint8Array Uint8ClampedArray Uint16Array Uint32Array';
const GLOBALS = words(`
  globalThis decodeURI decodeURIComponent encodeURI encodeURIComponent isFinite isNaN parseFloat parseInt atob btoa NaN
  Infinity undefined arguments Object String Number Math Date RegExp JSON Array ArrayBuffer Promise DataView Symbol
  TextDecoder TextEncoder Boolean Buffer console ${ERRORS} ${ARRAYS}`);

const STATICS = {
  Object: words(`create defineProperties defineProperty freeze getOwnPropertyDescriptor getOwnPropertyDescriptors
    getOwnPropertyNames getPrototypeOf isExtensible isFrozen isSealed keys preventExtensions seal assign entries values
    prototype`),
  String: words('fromCharCode fromCodePoint prototype'),
  Number: words(`EPSILON MAX_SAFE_INTEGER MIN_SAFE_INTEGER MAX_VALUE MIN_VALUE NaN NEGATIVE_INFINITY POSITIVE_INFINITY
    isFinite isInteger isNaN isSafeInteger parseInt parseFloat prototype`),
  Array: words('isArray of prototype'),
  Promise: words('all allSettled any reject resolve race prototype'),
  JSON: words('parse stringify'),
  Symbol: words('for keyfor'),
};

const METHODS = words(`
  hasOwnProperty isPrototypeOf propertyIsEnumerable toString valueOf constructor length
  charAt concat indexOf lastIndexOf match replace search slice split substr substring toLowerCase trim toUpperCase
  codePointAt endsWith includes repeat startsWith padStart padEnd trimStart trimEnd replaceAll
  toExponential toFixed toPrecision apply bind call global ignoreCase multiline source sticky flags exec test
  every filter forEach join map pop push reduce reduceRight reverse shift some sort splice unshift copyWithin fill find
  findIndex set subarray catch finally then encode encodeInto decode encoding fatal ignoreBOM name message
  getFullYear getMonth getDate getDay getHours getMinutes getSeconds getMilliseconds getTime toISOString toJSON
  get exists meta`);

module.exports = { SYNTAX, GLOBALS, STATICS, METHODS };
