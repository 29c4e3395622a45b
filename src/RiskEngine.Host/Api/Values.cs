namespace RiskEngine.Host.Api;

/// <summary>Turns the members of a body into the engine's own types, collecting what is wrong on the way.</summary>
internal sealed class Values
{
    /// <summary>What one reset names at most; a body holds no more of the longest ids.</summary>
    private const int MostEngagements = ResetKillSwitch.Limit;

    private readonly Dictionary<string, string[]> _errors = [];

    /// <summary>What is wrong; null: nothing.</summary>
    internal Problem? Problem => _errors.Count == 0 ? null : Problem.BadValues(_errors);

    /// <summary>What the record says where a stop came without a reason: nobody is kept from stopping by a form.</summary>
    internal const string NoReason = "no reason given";

    /// <summary>The reason of a stop, which may be left out.</summary>
    internal Reason? ReasonOfAStop(string? text) => Reason(text ?? NoReason);

    internal Reason? Reason(string text) =>
        Try(
            "reason",
            () => new Reason(text),
            $"must be one line of 1 to {RiskEngine.Protocol.Reason.Limit} characters."
        );

    internal TimeSpan? Deadline(long? milliseconds) =>
        milliseconds switch
        {
            null => null,
            > 0 and <= int.MaxValue and var given => TimeSpan.FromMilliseconds(given),
            _ => Fault<TimeSpan?>("deadlineMs", "must be a whole number of milliseconds above 0."),
        };

    internal KillSwitchScope? Scope(string text) =>
        KillSwitchScope.TryParse(text, out var scope)
            ? scope
            : Fault<KillSwitchScope>(
                "scope",
                "must be everything, exchange/NAME, account/EXCHANGE/NAME, session/EXCHANGE/ALIAS, session/EXCHANGE/ACCOUNT/ALIAS or strategy/NAME."
            );

    /// <summary>The engagements that a reset names; none where an older client names a scope and an epoch.</summary>
    internal ValueList<EngagementId>? Engagements(ResetRequest body)
    {
        if (body is { Engagements: null, Scope: not null, Epoch: not null })
            return [];
        var ids = (body.Engagements ?? []).Select(text => EngagementId.TryParse(text, out var id) ? id : null).ToList();
        return ids.Count is >= 1 and <= MostEngagements && ids.All(id => id is not null)
            ? ids.OfType<EngagementId>().ToValueList()
            : Fault<ValueList<EngagementId>>(
                "engagements",
                $"must be 1 to {MostEngagements} ids of engagements, such as desk-1:9f86d081884c7d65:3."
            );
    }

    private T? Try<T>(string member, Func<T> make, string fault)
        where T : class
    {
        try
        {
            return make();
        }
        catch (ArgumentException)
        {
            return Fault<T>(member, fault);
        }
    }

    private T? Fault<T>(string member, string fault)
    {
        _errors[member] = [fault];
        return default;
    }
}
