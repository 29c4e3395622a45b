namespace RiskEngine.Protocol.Tests;

/// <summary>Values that are made anew at each call, so that equality is by value or not at all.</summary>
internal static class Some
{
    internal static SessionKey Session(string alias = "maker-1") =>
        new(new ExchangeName("gemini"), AccountName.OfTheKey, new SessionAlias(alias));

    internal static CommandId Command(string id = "command-1") => new(id);

    internal static ValueList<OrderId> Orders(params ulong[] ids) => ids.Select(x => new OrderId(x)).ToValueList();

    internal static CancelEffort Effort(long nonce = 1700000000001) =>
        new(
            [new CancelAttempt(new AttemptId(1), new Nonce(nonce), AttemptResult.Accepted)],
            TimeSpan.FromMilliseconds(20),
            TimeSpan.FromMilliseconds(50)
        );

    internal static ExchangeReason Said(string code = "InvalidNonce") => new(code, "Said so.");
}
