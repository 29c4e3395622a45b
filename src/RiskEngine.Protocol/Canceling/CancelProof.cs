namespace RiskEngine.Protocol;

/// <summary>What a <see cref="SessionCanceled"/> rests on, the weakest first.</summary>
public enum CancelProof
{
    /// <summary>
    /// Verification is off. Proves that the exchange took the request and named no reject; whether "canceled" there
    /// means "off the book" is not published.
    /// </summary>
    AcceptedByExchange,

    /// <summary>Proves that, twice in a row after the acceptance, none of the orders known as ours was open.</summary>
    OwnOrdersQuiet,

    /// <summary>Proves that, twice in a row after the acceptance, the account had no open order at all.</summary>
    AccountQuiet,
}
