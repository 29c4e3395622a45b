using Xunit.Abstractions;

namespace RiskEngine.Storage.Tests;

/// <summary>
/// One byte of the store is changed: what is then read is what was kept, or everything counts as engaged; and a trail
/// that is called intact, with the head that was noted, is the one that was written; and no nonce's mark is another;
/// and no open order is missing.
/// </summary>
public sealed class FlippedByteSpec(ITestOutputHelper output) : IDisposable
{
    private static readonly KillSwitchHistory Kept = KillSwitchHistory.Of([
        Some.Engagement(1),
        Some.Engagement(2),
        Some.Reset(1),
    ]);

    private static readonly OrderLedgerReading.Known Remembered = new(
        [new KeptOrder(new OrderId(1), new StrategyId("quoter")), new KeptOrder(new OrderId(2), null)],
        OrderLedgerStanding.StoppedWhole
    );

    private readonly TemporaryFolder _folder = new(inMemory: true);
    private AuditHead _noted = AuditHead.Empty;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Store_must_be_read_as_kept_or_count_as_engaged_whichever_byte_is_flipped()
    {
        await MakeAsync();
        MakePagesSmall();

        var count = await FlipAsync(Seeds.Or(1), _folder.Store, every: 1);

        count.Unreadable.ShouldBeGreaterThanOrEqualTo(Kept.Records.Sum(x => KillSwitchRecordJson.Write(x).Length));
        MostMustBeRead(count);
    }

    [Fact]
    public async Task Store_of_its_usual_page_size_must_be_read_as_kept_or_count_as_engaged_when_a_byte_is_flipped()
    {
        await MakeAsync();

        MostMustBeRead(await FlipAsync(Seeds.Or(2), _folder.Store, every: 32));
    }

    [Fact]
    public async Task Engagements_must_be_read_as_kept_when_a_byte_of_the_write_ahead_log_is_flipped()
    {
        await using (var store = await MakeAsync(close: false))
        {
            _noted = await store.AuditTrail.KeepAsync(Some.Entries(5, from: 2));
            foreach (var file in (string[])["", "-wal"])
                File.Copy($"{_folder.Store}{file}", $"{_folder.PathOf("crashed")}{file}");
        }

        var count = await FlipAsync(Seeds.Or(3), $"{_folder.PathOf("crashed")}-wal", every: 32);

        count.AsKept.ShouldBe(count.Flips);
        count.Marks.ShouldBe(count.Flips);
        count.Ledgers.ShouldBe(count.Flips);
        // Each flip loses what the log was about, the last rows of the trail; the noted head misses them.
        count.Trails.ShouldBe(0);
    }

    /// <summary>Most bytes are free space, or of another table: a store that opens no more at all would prove nothing.</summary>
    private static void MostMustBeRead(Count count)
    {
        count.AsKept.ShouldBeGreaterThan(count.Flips / 2);
        count.Trails.ShouldBeGreaterThan(count.Flips / 2);
        count.Marks.ShouldBeGreaterThan(count.Flips / 2);
        count.Ledgers.ShouldBeGreaterThan(count.Flips / 2);
    }

    /// <summary>What was read after how many flips.</summary>
    /// <param name="Flips">How many.</param>
    /// <param name="AsKept">The kill switch's records were read, as they were kept.</param>
    /// <param name="Unreadable">They could not be read, which counts as engaged.</param>
    /// <param name="Trails">The trail was read, and is intact.</param>
    /// <param name="Marks">The nonces' mark was read.</param>
    /// <param name="Ledgers">The open orders were read.</param>
    private sealed record Count(int Flips, int AsKept, int Unreadable, int Trails, int Marks, int Ledgers);

    /// <summary>Flips one byte in each stretch of the file, to another value; the seed says which byte and which value.</summary>
    private async Task<Count> FlipAsync(int seed, string flipped, int every)
    {
        var dice = new Random(seed);
        var store = flipped.Replace("-wal", "");
        var good = await File.ReadAllBytesAsync(flipped);
        var main = await File.ReadAllBytesAsync(store);
        var (flips, asKept, unreadable, trails, marks, ledgers) = (0, 0, 0, 0, 0, 0);
        for (var start = 0; start < good.Length; start += every)
        {
            var at = Math.Min(start + dice.Next(every), good.Length - 1);
            var by = dice.Next(1, 256);
            var bad = good.ToArray();
            bad[at] ^= (byte)by;
            foreach (var file in (string[])["-wal", "-shm"])
                File.Delete($"{store}{file}");
            await File.WriteAllBytesAsync(store, main);
            await File.WriteAllBytesAsync(flipped, bad);
            var replay = $"byte {at} of {good.Length} changed by {by:x2}; {Seeds.Replay(seed)}";
            await using var opened = new SqliteStore(new SqliteStoreOptions(store));
            flips++;
            if (await opened.KillSwitchLog.ReadAsync() is KillSwitchReading.Complete(var history))
            {
                history.ShouldBe(Kept, replay);
                asKept++;
            }
            else
                unreadable++;
            if (
                await opened.AuditTrail.ReadAfterAsync(0, 100) is AuditReading.Page(var rows)
                && AuditChain.Verify(rows, _noted) is AuditVerdict.Intact
            )
            {
                rows.ShouldBe(AuditChain.Append(AuditHead.Empty, Some.Entries((int)_noted.Count)), replay);
                trails++;
            }

            if (await opened.NonceMarks.ReadAsync(Some.Maker) is NonceMarkReading.Known(var mark))
            {
                mark.ShouldBe(new Nonce(7), replay);
                marks++;
            }

            if (await opened.OrderLedgers.ReadAsync(Some.Maker) is OrderLedgerReading.Known known)
            {
                known.ShouldBe(Remembered, replay);
                ledgers++;
            }
        }

        var count = new Count(flips, asKept, unreadable, trails, marks, ledgers);
        output.WriteLine($"{good.Length} bytes, seed {seed}: {count}");
        return count;
    }

    private async Task MakeAsync() => await (await MakeAsync(close: true)).DisposeAsync();

    private async Task<SqliteStore> MakeAsync(bool close)
    {
        var store = new SqliteStore(new SqliteStoreOptions(_folder.Store));
        _noted = await store.AuditTrail.KeepAsync(Some.Entries(1));
        await store.NonceMarks.KeepAsync(Some.Maker, 7);
        await store.OrderLedgers.KeepAsync(Some.Maker, Remembered.Orders, [], Remembered.Standing);
        foreach (var record in Kept.Records)
            await store.KillSwitchLog.KeepAsync(record);
        if (close)
            await store.DisposeAsync();
        return store;
    }

    /// <summary>The same contents in a file that is small enough to try every byte.</summary>
    private void MakePagesSmall() =>
        RawSqlite.Run(
            _folder.Store,
            "PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM; PRAGMA journal_mode = WAL"
        );
}
