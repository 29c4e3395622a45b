namespace RiskEngine.Core.Tests.Simulation;

/// <summary>What outlives every process of a desk: the kill switch's records, and a nonce mark for each session.</summary>
internal sealed class DeskStore
{
    private readonly Dictionary<SessionKey, Nonce> _marks = [];

    internal KillSwitchHistory History { get; private set; } = KillSwitchHistory.Empty;

    internal void Keep(KillSwitchRecord record) => History = History.Add(record);

    internal KillSwitchReading.Complete Read() => new(History);

    internal Nonce? MarkOf(SessionKey session) => _marks.TryGetValue(session, out var mark) ? mark : null;

    internal void Reserve(SessionKey session, Nonce upTo) =>
        _marks[session] = MarkOf(session) is { } mark && mark > upTo ? mark : upTo;
}
