namespace RiskEngine.Protocol;

/// <summary>What a <see cref="SessionCanceled"/> rests on, the weakest first.</summary>
public enum CancelProof
{
    /// <summary>
    /// Verification is off. Proves that the exchange took the request and named no reject; whether "canceled" there
    /// means "off the book" is not published.
    /// </summary>
    AcceptedByExchange,

    /// <summary>Of a build before this one: twice in a row, soon after the acceptance, none of the orders known as ours was listed.</summary>
    OwnOrdersQuiet,

    /// <summary>Of a build before this one: twice in a row, soon after the acceptance, the account's list was empty.</summary>
    AccountQuiet,

    /// <summary>
    /// Orders may have been open that nobody has named to the engine: placed with leased nonces, by an earlier run, or by a
    /// request whose answer was lost. Proves that every order known by id was closed by an answer that names it, or by a
    /// list shown to be fresher than the order, and that the list of open orders showed none of ours for the list-lag
    /// limit after the acceptance, longer where the list was caught lagging.
    /// </summary>
    ListQuiet,

    /// <summary>
    /// Every order of the session is known by id. Proves that each was closed by an answer that names it, or by a list shown
    /// to be fresher than the order, and that a look after the acceptance showed none of ours.
    /// </summary>
    EveryOrderClosed,
}
