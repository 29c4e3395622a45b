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

    /// <summary>Whether it refuses the key itself, whatever was asked with it.</summary>
    internal static bool IsOfKey(this RefusedReason reason) =>
        reason switch
        {
            RefusedReason.Credentials or RefusedReason.AddressNotAllowed => true,
            RefusedReason.MissingRole
            or RefusedReason.Account
            or RefusedReason.Malformed
            or RefusedReason.EndpointNotFound
            or RefusedReason.OrderNotFound
            or RefusedReason.InsufficientFunds
            or RefusedReason.TermsNotAccepted
            or RefusedReason.MarketClosed
            or RefusedReason.Other => false,
        };

    /// <summary>Whether the key may not ask this, and may be good for all else: no role for it, or no such endpoint.</summary>
    internal static bool IsOfQuestion(this RefusedReason reason) =>
        reason switch
        {
            RefusedReason.MissingRole or RefusedReason.EndpointNotFound => true,
            RefusedReason.Credentials
            or RefusedReason.AddressNotAllowed
            or RefusedReason.Account
            or RefusedReason.Malformed
            or RefusedReason.OrderNotFound
            or RefusedReason.InsufficientFunds
            or RefusedReason.TermsNotAccepted
            or RefusedReason.MarketClosed
            or RefusedReason.Other => false,
        };
}
