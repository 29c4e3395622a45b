using System.Text;
using Akka.DistributedData;

namespace RiskEngine.AkkaCluster;

/// <summary>The records of the kill switch as replicated data: a set of texts that only grows, and merges by union.</summary>
internal static class ReplicatedRecords
{
    internal static readonly GSetKey<string> Key = new("risk-engine-kill-switch");

    internal static Update Add(KillSwitchRecord record, IWriteConsistency consistency) =>
        Dsl.Update(Key, GSet<string>.Empty, consistency, Adding([record]));

    internal static Func<GSet<string>, GSet<string>> Adding(IEnumerable<KillSwitchRecord> records) =>
        set => records.Aggregate(set, (grown, record) => grown.Add(Text(record)));

    /// <summary>The history in a set; null when it has a record that this engine cannot read, which a newer one wrote.</summary>
    internal static KillSwitchHistory? Read(GSet<string>? set)
    {
        var records = (set ?? GSet<string>.Empty)
            .Elements.Select(text => KillSwitchRecordJson.Read(Encoding.UTF8.GetBytes(text)))
            .ToList();
        return records.Contains(null) ? null : KillSwitchHistory.Of(records.OfType<KillSwitchRecord>());
    }

    private static string Text(KillSwitchRecord record) => Encoding.UTF8.GetString(KillSwitchRecordJson.Write(record));
}
