namespace RiskEngine.Simulator.Faults;

/// <summary>The language of fault plans, described once: <c>--help</c> prints this text.</summary>
public static class FaultGrammar
{
    /// <summary>The description.</summary>
    public static string Help { get; } =
        """
            A fault plan is the name of a ready-made one, or rules separated by ';':

              RULE     TARGET: EFFECT[, EFFECT ...]     effects are used one after the other, then the rule is spent
              TARGET   ENDPOINT[@ALIAS][/CHANCE%]       ENDPOINT: * or cancel/session, cancel/all, cancel, new, status,
                                                        orders, orders/history, prediction-markets/order,
                                                        prediction-markets/cancel, roles, heartbeat, account,
                                                        balances, notionalbalances, mytrades, tradevolume,
                                                        notionalvolume, symbols, symbols/details, pubticker,
                                                        ticker, book, pricefeed, trades
                                                        ('order/' and '/v1/' may precede)
              EFFECT   one of those below, then xN (for N requests) or 'for TIME' (from its first use) or neither (for ever)
              TIME     20ms, 1.5s, 2m                   DELAY: TIME (fixed), A..B (uniform), A~B (long-tailed)

              Nothing
                ok                               'ok x3, 500' spares the first three requests
              Time
                transit DELAY                    the request reaches the exchange late, maybe after a later nonce
                hold DELAY                       new orders only: admitted at once, on the book and answered late
                latency DELAY                    processed at once, answered late
                jitter DELAY                     transit and latency, each drawn for itself
              In place of processing
                429                              refused; '429 retry-after TIME' adds the header in seconds,
                                                 '429 retry-date TIME' as a date
                429 above N/s [burst M]          refused above that rate (or N/m), and only there
                500 500-text 500-empty 502 503   as JSON, as text, without a body, as HTML, as Maintenance
                301                              redirected to /moved, as by a wrong base address
                STATUS html, STATUS empty        any status as a front's page, or without a body: 403 html, 404 empty
                STATUS REASON                    any refusal in the exchange's form: 400 MarketClosed, 200 RateLimit
                drop reset stall                 connection closed, connection reset, no answer ever
              After processing
                drop-after reset-after stall-after 500-text-after 500-empty-after STATUS-after [html|empty|REASON]
                truncate garbage empty huge      half of the body, nonsense, no body, 8 MiB of spaces
                error-inside                     a 200 that carries the error of another product
              What an answer looks like
                compress gzip|deflate|br         the body is compressed, asked or not
                shape without-is-live            orders without is_live and is_cancelled; 'shape prediction' with orderId
                                                 and status, 'shape full' in full
                foreign N                        orders only: N odd entries of nobody's in front, such as a numeric
                                                 client_order_id
              What is seen of the book
                hide-young DELAY                 looks and cancels: orders younger than that are not there yet
                keep-closed DELAY                orders only: what was closed less than that ago is still listed as live
                show-closed DELAY                orders only: what was closed less than that ago is listed, is_live false
                stale DELAY                      looks: the book as it stood that long ago
                replicas N TIME                  looks: each is answered by one of N copies of the book, the first up to
                                                 date, the last that far behind, the others evenly between
              What becomes of orders
                reject N, reject all             bulk cancels only: so many orders stay open, listed in cancelRejects;
                                                 'reject N filled' for they are filled, 'reject N fills DELAY' later
                settle DELAY                     cancels: answered as done, in effect that much later; the order may fill
                                                 before; 'settle-live DELAY' shows it live in the answer to a single one
                fill [N%] now, fill [N%] DELAY   new, cancel: the order is executed, in full or that share of it
              What is true of clocks
                skew TIME                        the exchange's clock is off by that much, -45s for slow
                date TIME                        the Date header alone is off by that much; 'date 9999-12-31' shows that
                                                 day, 'date none' leaves the header out

            Every rule that meets a request contributes: times add up, of two mishaps the first stands, of two
            lags the longer, and a mishap in place of processing leaves nothing to one after it.
            Examples: 'cancel/session: drop-after x2, 502 x1; */10%: latency 50ms..400ms'
                      'cancel/session: hide-young 1s; orders/50%: hide-young 150ms..2s; cancel: 404 OrderNotFound x1'
            """;
}
