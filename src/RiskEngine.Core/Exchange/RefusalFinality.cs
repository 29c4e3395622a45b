namespace RiskEngine.Core;

/// <summary>What a refusal says of the next try.</summary>
internal enum RefusalFinality
{
    /// <summary>The same again would be refused too.</summary>
    Final,

    /// <summary>The reason is unknown: one more answer with the same code makes it final.</summary>
    FinalWhenRepeated,

    /// <summary>The reason passes by itself: the same again may be taken.</summary>
    Passing,
}

internal static class RefusalFinalities
{
    internal static RefusalFinality Finality(this RefusedReason reason) =>
        reason switch
        {
            RefusedReason.Credentials
            or RefusedReason.MissingRole
            or RefusedReason.AddressNotAllowed
            or RefusedReason.Account
            or RefusedReason.TermsNotAccepted
            or RefusedReason.Malformed
            or RefusedReason.EndpointNotFound
            or RefusedReason.OrderNotFound
            or RefusedReason.InsufficientFunds => RefusalFinality.Final,
            RefusedReason.MarketClosed => RefusalFinality.Passing,
            RefusedReason.Other => RefusalFinality.FinalWhenRepeated,
        };
}
