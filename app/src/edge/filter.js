import cf from 'cloudfront';

// A CloudFront Function (viewer-request, runtime 2.0): sends viewers in the regions of its key-value store to the router's
// own host name, everybody else goes on untouched, as does everybody when something is odd.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
const config = CONFIG;
const kvs = cf.kvs();
const HEX = '0123456789abcdef';

async function handler(event) {
  const request = event.request;
  try {
    if (!isOurs(request) || !(await isCovered(event.viewer.ip)) || (await kvs.exists('off'))) return request;
    return redirect(request);
  } catch (e) {
    console.log('passed through: ' + e);
    return request;
  }
}

// Whom the router sends back to the CDN must not be sent to the router again, or would go in circles.
function isOurs(request) {
  return (
    request.method === 'GET' &&
    request.uri.startsWith('/') &&
    !config.passThrough.includes(request.headers.host.value.toLowerCase()) &&
    config.paths.some((path) => path === '/' || request.uri === path || request.uri.startsWith(path + '/'))
  );
}

// The store holds a B-tree of edges, those of IPv4 below '4', of IPv6 below '6': addresses in hexadecimal, in order, where
// coverage begins (even positions) and ends (odd ones), without the zeros at the end, which string comparison doesn't need.
// An inner node, marked by '>', holds the first edge of each child; a child's key is its parent's, '/' and that edge.
async function isCovered(ip) {
  const address = parsed(ip);
  let key = address.length === 8 ? '4' : '6';
  let node = await kvs.get(key);
  while (node.startsWith('>')) {
    const children = node.slice(1).split(',');
    const place = countUpTo(children, address);
    if (place === 0) return false;
    key = key + '/' + children[place - 1];
    node = await kvs.get(key);
  }
  return countUpTo(node.split(','), address) % 2 === 1;
}

function countUpTo(edges, address) {
  let count = 0;
  while (count < edges.length && edges[count] <= address) count++;
  return count;
}

// 8 or 32 hexadecimal digits; IPv4 within IPv6 (RFC 4291, 2.5.5.2) is IPv4.
function parsed(ip) {
  if (!ip.includes(':')) return ipv4(ip);
  const text = ip.toLowerCase().replace(/[0-9]+\.[0-9.]+$/, (quad) => ipv4(quad).replace(/^..../, '$&:'));
  const sides = text.split('::').map(groups);
  const missing = 32 - sides.join('').length;
  if (sides.length > 2 || (sides.length === 2 ? missing < 4 : missing !== 0)) throw new Error('not an address');
  const address = sides.join('0'.repeat(missing));
  return address.startsWith('00000000000000000000ffff') ? address.slice(24) : address;
}

function ipv4(text) {
  if (!/^(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}$/.test(text)) throw new Error('not an address');
  return text.split('.').map(byte).join('');
}

function byte(text) {
  const value = Number(text);
  if (value > 255) throw new Error('not an address');
  return HEX.charAt(value >> 4) + HEX.charAt(value & 15);
}

function groups(side) {
  return side === '' ? '' : side.split(':').map(group).join('');
}

function group(text) {
  if (!/^[0-9a-f]{1,4}$/.test(text)) throw new Error('not an address');
  return text.padStart(4, '0');
}

// Path and query as they came; the parsed querystring would lose the order of parameters of the same name.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/general-helper-methods.html#raw-query-string-method
function redirect(request) {
  const query = request.rawQueryString();
  return {
    statusCode: 307,
    statusDescription: 'Temporary Redirect',
    headers: {
      location: { value: config.router + request.uri + (query === undefined ? '' : '?' + query) },
      'cache-control': { value: 'no-store' },
    },
  };
}
