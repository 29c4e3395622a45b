// A public client trades on an exchange as its users would: it starts up, looks around, places, lists and cancels.
// Arguments: the folder that ccxt is installed in, the exchange's address, the API key, its secret.
// The last line that it prints is what it saw, as JSON.
import { createRequire } from 'node:module';

const [folder, address, apiKey, secret] = process.argv.slice(2);
const ccxt = createRequire(`${folder}/`)('ccxt');
const gemini = new ccxt.gemini({
  apiKey,
  secret,
  options: {
    // Pages of the web site are no part of the exchange's interface.
    fetchCurrencies: { webApiEnable: false },
    fetchMarketsFromAPI: { fetchDetailsForAllSymbols: true },
  },
});
for (const api of Object.keys(gemini.urls.api)) gemini.urls.api[api] = address;

const limitOrder = (amount) => gemini.createOrder('BTC/USD', 'limit', 'buy', amount, 90000);
const ids = (orders) => orders.map((order) => order.id).sort();

const markets = await gemini.loadMarkets();
const before = await gemini.fetchBalance();
const ticker = await gemini.fetchTicker('BTC/USD');
const book = await gemini.fetchOrderBook('BTC/USD');
const trades = await gemini.fetchTrades('BTC/USD');

const placed = [await limitOrder(1), await limitOrder(2), await limitOrder(3)];
const listed = await gemini.fetchOpenOrders();
const after = await gemini.fetchBalance();
const canceled = await gemini.cancelOrder(placed[0].id);
const session = await gemini.privatePostV1OrderCancelSession();
placed.push(await limitOrder(4));
const all = await gemini.privatePostV1OrderCancelAll();
const left = await gemini.fetchOpenOrders();
const status = await gemini.fetchOrder(placed[1].id);
const mine = await gemini.fetchMyTrades('BTC/USD');
let unknown = 'no error';
try {
  await gemini.cancelOrder('7');
} catch (error) {
  unknown = error.constructor.name;
}

console.log(
  JSON.stringify({
    version: ccxt.version,
    markets: Object.keys(markets),
    amountStep: markets['BTC/USD'].precision.amount,
    free: [before.free.USD, after.free.USD],
    last: ticker.last,
    bestBid: book.bids[0][0],
    trades: trades.length,
    placed: placed.map((order) => order.id),
    listed: ids(listed),
    canceled: canceled.status,
    session: session.details,
    all: all.details,
    left: left.length,
    status: status.status,
    mine: mine.length,
    unknown,
  }),
);
