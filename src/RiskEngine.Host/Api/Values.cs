namespace RiskEngine.Host.Api;

/// <summary>Turns the members of a body into the engine's own types, collecting what is wrong on the way.</summary>
internal sealed class Values
{
    private readonly Dictionary<string, string[]> _errors = [];

    /// <summary>What is wrong; null: nothing.</summary>
    internal Problem? Problem => _errors.Count == 0 ? null : Problem.BadValues(_errors);

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

    internal Epoch? Epoch(long number) =>
        Try("epoch", () => new Epoch(number), $"must be a whole number from 1 to {RiskEngine.Protocol.Epoch.Limit}.");

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
