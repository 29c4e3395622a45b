using Akka.Actor;
using RiskEngine.Host.Api;

namespace RiskEngine.Host.Streaming;

/// <summary>Asks the engine how everything stands. A guardian that does not answer is named, never waited for long.</summary>
internal sealed class EngineReader(RiskEngineHandle engine, LastCancels last)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<SessionKey> _sessions =
    [
        .. engine.Guardians.Keys.OrderBy(key => key.Alias.Value, StringComparer.Ordinal),
    ];

    internal SessionKey? Find(string alias) => _sessions.FirstOrDefault(key => key.Alias.Value == alias);

    internal async Task<IReadOnlyList<(SessionKey Key, SessionStatus? Status)>> StatusesAsync() =>
        await Task.WhenAll(_sessions.Select(async key => (key, await StatusAsync(key))));

    internal async Task<SessionView> ReadAsync(SessionKey key) => View(key, await StatusAsync(key));

    internal SessionView View(SessionKey key, SessionStatus? status) => SessionView.Of(key, status, last.Of(key));

    internal async Task<KillSwitchStatus?> KillSwitchAsync()
    {
        try
        {
            return await engine.KillSwitch.Ask<KillSwitchStatus>(GetKillSwitch.Instance, Patience);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    /// <summary>How many sessions have a guardian that says nothing. One that runs on another node of a cluster has said so.</summary>
    internal async Task<int> SilentAsync() =>
        (await Task.WhenAll(_sessions.Select(AskAsync))).Count(answer => answer is null);

    private async Task<SessionStatus?> StatusAsync(SessionKey key) => await AskAsync(key) as SessionStatus;

    private async Task<object?> AskAsync(SessionKey key)
    {
        try
        {
            return await engine.Guardians[key].Ask<object>(new GetSessionStatus(key), Patience);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }
}
