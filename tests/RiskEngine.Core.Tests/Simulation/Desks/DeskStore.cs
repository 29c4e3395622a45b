namespace RiskEngine.Core.Tests.Simulation;

/// <summary>What outlives every process of a desk: the kill switch's records, and a nonce mark for each session.</summary>
internal sealed class DeskStore
{
    private readonly HashSet<KillSwitchRecord> _records = [];
    private readonly Dictionary<SessionKey, Nonce> _marks = [];

    internal void Keep(KillSwitchRecord record) => _records.Add(record);

    internal KillSwitchReading.Complete Read() => new(KillSwitchHistory.Of(_records));

    internal IEnumerable<KillSwitchRecord.Reset> ResetsOf(Engagement engagement) =>
        _records.OfType<KillSwitchRecord.Reset>().Where(reset => reset.Cleared.Contains(engagement));

    internal Nonce? MarkOf(SessionKey session) => _marks.TryGetValue(session, out var mark) ? mark : null;

    internal void Reserve(SessionKey session, Nonce upTo) =>
        _marks[session] = MarkOf(session) is { } mark && mark > upTo ? mark : upTo;
}
