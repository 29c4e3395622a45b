#!/usr/bin/env bash
# @binance/derivatives-trading-usds-futures 38.1.1 (npm): an order id is a number or a bigint, by how large it is.
#
# One would guess: a field has one type, and an answer that came as JSON can be written as JSON.
# What happens: ids up to 2^53 are numbers and larger ones bigints, side by side in one answer. JSON.stringify of that
# answer throws a TypeError, and sums of two ids or strict comparisons with a number fail from the first large id on.
# It hurts late: a log line or a message to another process works for years with small ids and then throws, in the
# middle of a cancel, for a symbol whose ids are large. Tests with made-up ids such as 28 do not show it.
# Run against a server on loopback.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y > npm.txt
npm install --no-audit --no-fund @binance/derivatives-trading-usds-futures@38.1.1 >> npm.txt 2>&1 || { cat npm.txt; exit 2; }
cat > finding.mjs <<'END'
import { createServer } from 'node:http';
import { DerivativesTradingUsdsFutures } from '@binance/derivatives-trading-usds-futures';

const orders = '[{"symbol":"BTCUSDT","orderId":28},{"symbol":"BTCUSDT","orderId":8389765512345678901}]';
const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(orders);
});
await new Promise(done => server.listen(0, '127.0.0.1', done));
const client = new DerivativesTradingUsdsFutures({ configurationRestAPI: {
    apiKey: 'key', apiSecret: 'secret', basePath: `http://127.0.0.1:${server.address().port}`,
} });

const open = await (await client.restAPI.currentAllOpenOrders()).data();
for (const order of open) {
    let logged;
    try { logged = JSON.stringify(order); } catch (error) { logged = error.name; }
    console.log(`${order.orderId} is a ${typeof order.orderId}; as JSON: ${logged}`);
}
server.close();
END
saw=$(node finding.mjs)
expected='28 is a number; as JSON: {"symbol":"BTCUSDT","orderId":28}
8389765512345678901 is a bigint; as JSON: TypeError'
echo "$saw"
[ "$saw" = "$expected" ] || { echo "The behavior has changed. Expected was:"; echo "$expected"; exit 1; }
