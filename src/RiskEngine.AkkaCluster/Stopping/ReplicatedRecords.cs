using System.Text;
using Akka.DistributedData;

namespace RiskEngine.AkkaCluster;

/// <summary>The records of the kill switch as replicated data: sets of texts that only grow, and merge by union.</summary>
/// <remarks>
/// The replicator sends a set whole, and what is above a frame of Akka.Remote is lost. So there are pages: a record goes
/// into the first with room. Two nodes that fill a page at once, or put one record into two, do no harm: what is read is
/// the union of all pages.
/// </remarks>
internal static class ReplicatedRecords
{
    /// <summary>A page that has so many bytes is full. Five nodes may fill it at once, each with other records.</summary>
    internal const int PageBytes = 24 * 1024;

    /// <summary>How many pages are read at once; the next so many only where one of these has something in it.</summary>
    internal const int PagesAtOnce = 8;

    private const string Name = "risk-engine-kill-switch";

    /// <summary>What names a page.</summary>
    /// <param name="page">Which, from zero.</param>
    internal static GSetKey<string> Key(int page) => new(page == 0 ? Name : $"{Name}-{page}");

    /// <summary>Whether nothing more goes into a page.</summary>
    internal static bool IsFull(GSet<string>? set) => set is not null && Bytes(set) >= PageBytes;

    /// <summary>The history in the pages; null when they have a record that this engine cannot read, which a newer one wrote.</summary>
    internal static KillSwitchHistory? Read(IEnumerable<GSet<string>?> pages)
    {
        var records = pages
            .OfType<GSet<string>>()
            .SelectMany(page => page.Elements)
            .Distinct(StringComparer.Ordinal)
            .Select(text => KillSwitchRecordJson.Read(Encoding.UTF8.GetBytes(text)))
            .ToList();
        return records.Contains(null) ? null : KillSwitchHistory.Of(records.OfType<KillSwitchRecord>());
    }

    private static int Bytes(GSet<string> set) => set.Elements.Sum(Encoding.UTF8.GetByteCount);

    private static string Text(KillSwitchRecord record) => Encoding.UTF8.GetString(KillSwitchRecordJson.Write(record));

    /// <summary>Records on their way into pages. For one page at a time.</summary>
    internal sealed class Adding(IEnumerable<KillSwitchRecord> records)
    {
        private readonly IReadOnlyList<string> _all = [.. records.Select(Text).Order(StringComparer.Ordinal)];

        private volatile IReadOnlyList<string>? _left;

        /// <summary>The records that found no room; all before a page was tried.</summary>
        internal IReadOnlyList<string> Left => _left ?? _all;

        /// <summary>Whether a page is to be tried still.</summary>
        internal bool IsDone => _left is { Count: 0 };

        /// <summary>What a page becomes; done twice it is as once.</summary>
        internal Func<GSet<string>, GSet<string>> Into()
        {
            var wanted = Left;
            return page =>
            {
                var (grown, bytes, left) = (page, Bytes(page), new List<string>());
                foreach (var text in wanted.Where(x => !page.Elements.Contains(x)))
                    if (bytes < PageBytes)
                    {
                        grown = grown.Add(text);
                        bytes += Encoding.UTF8.GetByteCount(text);
                    }
                    else
                    {
                        left.Add(text);
                    }

                _left = left;
                return grown;
            };
        }
    }
}
