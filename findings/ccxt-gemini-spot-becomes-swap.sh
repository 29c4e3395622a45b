#!/usr/bin/env bash
# ccxt 4.5.84 (npm), Gemini: asked for the details of every symbol, it takes spot pairs for perpetual swaps.
#
# One would guess: with fetchDetailsForAllSymbols the same markets are known as without, with their ticks and sizes.
# What happens: details that name a contract_price_currency make the market a swap, whatever their product_type says.
# A spot pair whose details name one is known as BTC/USD:USD alone; BTC/USD, which the same program used
# before the option was set, is unknown.
# It hurts who filters by spot or looks markets up by name: the pair and its orders are gone from view.
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

const details = {
    symbol: 'BTCUSD', base_currency: 'BTC', quote_currency: 'USD', tick_size: 1e-8, quote_increment: 0.01,
    min_order_size: '0.00001', status: 'open', wrap_enabled: false,
    product_type: 'spot', contract_type: 'vanilla', contract_price_currency: 'USD',
};
const server = createServer((request, response) =>
    response.end(JSON.stringify(request.url === '/v1/symbols' ? ['btcusd'] : details)));
await new Promise(done => server.listen(0, '127.0.0.1', done));

for (const all of [false, true]) {
    const gemini = new ccxt.gemini();
    gemini.urls.api.public = `http://127.0.0.1:${server.address().port}`;
    gemini.options.fetchMarketsMethod = 'fetch_markets_from_api';
    gemini.options.fetchMarketsFromAPI.fetchDetailsForAllSymbols = all;
    await gemini.loadMarkets();
    let found;
    try { found = gemini.market('BTC/USD').type; } catch (error) { found = error.constructor.name; }
    const [known] = Object.values(gemini.markets);
    console.log(`details ${all}: knows ${known.symbol}, ${known.type}; BTC/USD: ${found}`);
}
server.close();
END
saw=$(node finding.mjs)
expected='details false: knows BTC/USD, spot; BTC/USD: spot
details true: knows BTC/USD:USD, swap; BTC/USD: BadSymbol'
echo "$saw"
[ "$saw" = "$expected" ] || { echo "The behavior has changed. Expected was:"; echo "$expected"; exit 1; }
