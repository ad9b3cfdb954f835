'use strict';

// A Lambda@Edge viewer-request function that asks the regional function of Fairlead. CloudFront has no fail-open switch:
// what is thrown here is the viewer's 503, so whatever goes wrong has to end in "return request".
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-503-service-unavailable.html

const { createHash, createHmac } = require('node:crypto');
const config = require('./config.json'); // Lambda@Edge has no environment variables of one's own

const url = new URL('/.fairlead/edge', config.functionUrl);
const transport = require(url.protocol === 'https:' ? 'node:https' : 'node:http');
// An instance has one request at a time; the second socket is for one that follows an unfinished first.
const agent = new transport.Agent({ keepAlive: true, maxSockets: 2, maxFreeSockets: 1 });

const MAX_ANSWER = 128 * 1024; // an echoed request has up to 32 KiB of headers, more as JSON
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
const MAX_RESPONSE = 40 * 1024;
// Headers that CloudFront wouldn't let us add make it a 502, so only these are.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
const RESPONSE_HEADERS = new Set([
  'accept-ranges', 'allow', 'cache-control', 'content-language', 'content-location', 'content-range', 'content-type',
  'docker-distribution-api-version', 'etag', 'last-modified', 'location', 'retry-after', 'vary', 'www-authenticate',
]);
const REDIRECTS = new Set(['301', '302', '303', '307', '308']);

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  try {
    return isOurs(request) ? answer(JSON.parse(await ask(JSON.stringify(toSend(event)))), request) : request;
  } catch (fault) {
    console.warn(JSON.stringify({ fairlead: 'pass-through', fault: String(fault && fault.message) }));
    return request;
  }
};

function isOurs({ method, uri }) {
  return method === 'GET' && config.paths.some((path) => path === '/' || uri === path || uri.startsWith(`${path}/`));
}

/** The event with those headers alone that the function needs: the viewer's other secrets are not its business. */
function toSend(event) {
  const { config: about, request } = event.Records[0].cf;
  const headers = {};
  for (const name of config.forwardHeaders) {
    const fields = name === 'cookie' ? signedCookies(request.headers.cookie) : request.headers[name];
    if (fields) headers[name] = fields;
  }
  const { clientIp, method, querystring, uri } = request;
  return { Records: [{ cf: { config: about, request: { clientIp, headers, method, querystring, uri } } }] };
}

/** CloudFront-Policy and so on, not the site's sessions. */
function signedCookies(fields = []) {
  const pairs = fields.flatMap(({ value }) => value.split(/;\s*/)).filter((pair) => pair.startsWith('CloudFront-'));
  return pairs.length ? [{ key: 'Cookie', value: pairs.join('; ') }] : undefined;
}

/** The body of a 200, before the deadline over everything: look-up, connection, TLS, a second try and the last byte. */
function ask(body) {
  return new Promise((resolve, reject) => {
    let sent;
    let over = false;
    const end = (settle, value) => {
      over = true;
      clearTimeout(timer);
      settle(value);
    };
    const fail = (fault) => {
      end(reject, fault);
      if (sent) sent.destroy();
    };
    const failed = (fault, { reusedSocket }, triesLeft) => {
      if (over) return; // what destroy() makes the request say
      // The instance was frozen, and the other side closed meanwhile: that alone is worth a second try.
      // https://nodejs.org/docs/latest-v20.x/api/http.html#requestreusedsocket
      if (triesLeft && reusedSocket && isHangUp(fault)) send(triesLeft - 1);
      else fail(fault);
    };
    const send = (triesLeft) => {
      try {
        const request = transport.request(url, { method: 'POST', agent, headers: headersFor(body) });
        request.on('error', (fault) => failed(fault, request, triesLeft));
        request.on('response', (response) => read(response).then((text) => end(resolve, text), fail));
        sent = request;
        request.end(body);
      } catch (fault) {
        fail(fault); // the second try is made where nobody else would catch it
      }
    };
    const timer = setTimeout(() => fail(new Error(`no answer within ${config.deadlineMillis} ms`)), config.deadlineMillis);
    send(1);
  });
}

function isHangUp({ code }) {
  return code === 'ECONNRESET' || code === 'EPIPE';
}

async function read(response) {
  if (response.statusCode !== 200) throw new Error(`the function answered ${response.statusCode}`);
  const chunks = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > MAX_ANSWER) throw new Error(`the answer has more than ${MAX_ANSWER} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function headersFor(body) {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return config.auth === 'secret'
    ? { ...headers, 'x-fairlead-edge-secret': config.secret }
    : { ...headers, ...signed(body) };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function signed(body) {
  // Read each time: the role's credentials are renewed while the instance lives.
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = process.env;
  if (!id || !secret) throw new Error('the role has no credentials');
  const time = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const fields = { host: url.host, 'x-amz-content-sha256': sha256(body), 'x-amz-date': time };
  if (token) fields['x-amz-security-token'] = token;
  const names = Object.keys(fields).join(';'); // in order already
  const lines = Object.entries(fields).map(([name, value]) => `${name}:${value}\n`).join('');
  const canonical = ['POST', url.pathname, '', lines, names, sha256(body)].join('\n');
  const scope = [time.slice(0, 8), config.region, 'lambda', 'aws4_request'];
  const key = scope.reduce(hmac, `AWS4${secret}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonical)].join('\n')).toString('hex');
  const authorization =
    `AWS4-HMAC-SHA256 Credential=${id}/${scope.join('/')}, SignedHeaders=${names}, Signature=${signature}`;
  return { ...fields, authorization };
}

function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key, text) {
  return createHmac('sha256', key).update(text).digest();
}

/** A response, or the viewer's own request with perhaps another path; nothing else of it may come from outside. */
function answer(given, request) {
  if (given.status !== undefined) return response(given);
  if (given.uri === request.uri) return request;
  check(typeof given.uri === 'string' && /^\/[!-~]*$/.test(given.uri) && !/[?#]/.test(given.uri), 'uri');
  return { ...request, uri: given.uri };
}

function response({ status, statusDescription, headers = {}, body, bodyEncoding = 'text' }) {
  check(typeof status === 'string' && /^[2-4]\d\d$/.test(status), 'status');
  const checked = { status, headers: {} };
  if (statusDescription !== undefined) {
    check(isText(statusDescription), 'statusDescription');
    Object.assign(checked, { statusDescription });
  }
  for (const [name, fields] of Object.entries(headers)) {
    check(RESPONSE_HEADERS.has(name) && Array.isArray(fields), `header ${name}`);
    checked.headers[name] = fields.map(({ key = name, value }) => {
      check(String(key).toLowerCase() === name && isText(value), `header ${name}`);
      return { key, value };
    });
  }
  const location = checked.headers.location;
  check(REDIRECTS.has(status) ? location && location.length === 1 && mayRedirect(location[0].value) : !location, 'location');
  if (body !== undefined) {
    check(status !== '204' && typeof body === 'string' && ['text', 'base64'].includes(bodyEncoding), 'body');
    Object.assign(checked, { body, bodyEncoding });
  }
  check(Buffer.byteLength(JSON.stringify(checked)) <= MAX_RESPONSE, 'size');
  return checked;
}

function mayRedirect(location) {
  if (!/^[!-~]+$/.test(location)) return false;
  const { protocol, username, hostname } = new URL(location);
  const hosts = config.redirectHosts;
  const known = !hosts.length || hosts.some((host) => (host[0] === '.' ? hostname.endsWith(host) : hostname === host));
  return known && !username && (protocol === 'https:' || protocol === 'http:');
}

function isText(value) {
  return typeof value === 'string' && /^[\t -~]*$/.test(value);
}

function check(holds, what) {
  if (!holds) throw new Error(`the answer's ${what} is odd`);
}
