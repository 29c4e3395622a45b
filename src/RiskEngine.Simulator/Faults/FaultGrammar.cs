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

              ok                   nothing: 'ok x3, 500' spares the first three
              transit DELAY        the request reaches the exchange late, maybe after a later nonce
              hold DELAY           new orders only: admitted at once, on the book and answered late
              latency DELAY        processed at once, answered late
              429                  refused; '429 retry-after TIME' and '429 retry-date TIME' add the header, in seconds or as a date
              500 500-text 500-empty 502 503            in place of processing: JSON, text, no body, HTML, Maintenance
              drop reset stall     in place of processing: connection closed, connection reset, no answer ever
              500-after ...        each of the two lines above with '-after': processed, then that
              truncate garbage empty                    processed, then half of the body, nonsense, a 200 without body
              reject N | all       bulk cancels only: that many orders stay open and are listed in cancelRejects
              skew TIME            the exchange's clock is off by that much, -45s for slow
              date TIME            the Date header alone is off by that much

            Every rule that meets a request contributes: times add up, of two mishaps the first stands.
            Example: 'cancel/session: drop-after x2, 502 x1; */10%: latency 50ms..400ms'
            """;
}
