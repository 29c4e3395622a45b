namespace RiskEngine.Core;

/// <summary>A request that is out.</summary>
/// <param name="Request">The request.</param>
/// <param name="DispatchedAt">When it left, on the running clock.</param>
/// <param name="For">The strategy's command, for a private request.</param>
internal sealed record OpenAttempt(OutboundRequest Request, TimeSpan DispatchedAt, SubmitPrivateRequest? For = null)
{
    /// <summary>Whether its answer was lost, and no name is known by which to ask after the order that it may have placed.</summary>
    internal bool IsNameless { get; init; }

    internal AttemptId Id => Request.Attempt;

    internal bool Asks<T>()
        where T : ExchangeRequest => Request.Request is T;
}
