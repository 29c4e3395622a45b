#!/usr/bin/env bash
# ccxt 4.5.84 (npm), Gemini: the answer to "cancel the session's orders" names orders that do not exist.
#
# One would guess: ids come as they were sent. ccxt takes care of large numbers: it puts numbers in quotes before it
# parses an answer, and an order's own id is exact everywhere else.
# What happens: it does so with numbers that are a property's value, not with those in an array. The ids in
# cancelledOrders and cancelRejects are in arrays, and above 2^53 they come out rounded.
# It hurts who books the canceled orders by id, or cancels the rejected ones one by one: no such order is known.
# Run against a server on loopback that answers as the exchange documents it.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y > npm.txt
npm install --no-audit --no-fund ccxt@4.5.84 >> npm.txt 2>&1 || { cat npm.txt; exit 2; }
cat > finding.mjs <<'END'
import { createServer } from 'node:http';
import ccxt from 'ccxt';

const answer = `{"result":"ok","order_id":107317752707399123,
"details":{"cancelledOrders":[107317752707399123],"cancelRejects":[107317752707399125]}}`;
const server = createServer((request, response) => response.end(answer));
await new Promise(done => server.listen(0, '127.0.0.1', done));
const gemini = new ccxt.gemini({ apiKey: 'account-key', secret: 'secret' });
gemini.urls.api.private = `http://127.0.0.1:${server.address().port}`;

const told = await gemini.privatePostV1OrderCancelSession();
console.log('sent      107317752707399123 107317752707399125');
console.log('property ', told.order_id);
console.log('canceled ', String(told.details.cancelledOrders));
console.log('rejected ', String(told.details.cancelRejects));
server.close();
END
saw=$(node finding.mjs)
expected='sent      107317752707399123 107317752707399125
property  107317752707399123
canceled  107317752707399120
rejected  107317752707399120'
echo "$saw"
[ "$saw" = "$expected" ] || { echo "The behavior has changed. Expected was:"; echo "$expected"; exit 1; }
