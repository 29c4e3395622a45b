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
                                                        orders, roles, heartbeat ('order/' and '/v1/' may precede)
              EFFECT   one of those below, then xN (for N requests) or 'for TIME' (from its first use) or neither (for ever)
              TIME     20ms, 1.5s, 2m                   DELAY: TIME (fixed), A..B (uniform), A~B (long-tailed)

              Nothing
                ok                               'ok x3, 500' spares the first three requests
              Time
                transit DELAY                    the request reaches the exchange late, maybe after a later nonce
                hold DELAY                       new orders only: admitted at once, on the book and answered late
                latency DELAY                    processed at once, answered late
              In place of processing
                429                              refused; '429 retry-after TIME' adds the header in seconds,
                                                 '429 retry-date TIME' as a date
                500 500-text 500-empty 502 503   as JSON, as text, without a body, as HTML, as Maintenance
                301                              redirected to /moved, as by a wrong base address
                drop reset stall                 connection closed, connection reset, no answer ever
              After processing
                500-after 500-text-after 500-empty-after 502-after 503-after drop-after reset-after stall-after
                truncate garbage empty huge      half of the body, nonsense, no body, 8 MiB of spaces
              What is true
                reject N, reject all             bulk cancels only: so many orders stay open, listed in cancelRejects
                skew TIME                        the exchange's clock is off by that much, -45s for slow
                date TIME                        the Date header alone is off by that much

            Every rule that meets a request contributes: times add up, of two mishaps the first stands,
            and one in place of processing leaves nothing to one after it.
            Example: 'cancel/session: drop-after x2, 502 x1; */10%: latency 50ms..400ms'
            """;
}
