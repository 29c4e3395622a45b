namespace RiskEngine.Storage.Tests.Auditing;

public sealed class AuditWriterSpec
{
    private static readonly StoreFailure Full = new(StoreFault.Full, "no room");

    private readonly ScriptedTrail _trail = new();

    [Fact]
    public async Task Entries_must_be_kept_in_their_order_when_the_writer_stops()
    {
        var writer = Writer();
        foreach (var entry in Some.Entries(1000))
            writer.Record(entry);

        (await writer.StopAsync()).ShouldBe(new AuditWriterReport(Kept: 1000, Lost: 0, Waiting: 0, Failure: null));

        _trail.Kept.ShouldBe(Some.Entries(1000));
    }

    [Fact]
    public async Task Nothing_must_be_lost_when_many_threads_record_while_the_writer_works()
    {
        var writer = Writer();
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(thread =>
                    Task.Run(() =>
                    {
                        foreach (var entry in Some.Entries(500, from: thread * 500))
                            writer.Record(entry);
                    })
                )
        );

        (await writer.StopAsync()).Kept.ShouldBe(4000);

        _trail.Kept.ShouldBe(Some.Entries(4000, from: 0), ignoreOrder: true);
    }

    [Fact]
    public async Task Caller_must_not_wait_and_nothing_must_be_lost_while_the_store_hangs()
    {
        var hang = _trail.Hang();
        var writer = Writer();
        foreach (var entry in Some.Entries(100))
            writer.Record(entry);
        writer.Report.Waiting.ShouldBe(100);

        hang.SetResult();

        (await writer.StopAsync()).Kept.ShouldBe(100);
    }

    [Fact]
    public async Task Entry_with_a_long_list_must_take_the_room_of_many()
    {
        var hang = _trail.Hang();
        await using var writer = new AuditWriter(
            _trail,
            Some.Node,
            TimeProvider.System,
            new AuditWriterOptions { Capacity = 200 }
        );
        writer.Record(Some.Entry(1));
        await _trail.Called;

        foreach (var number in Enumerable.Range(2, 10))
            writer.Record(Some.LongEntry(number));

        // Each names 20,000 orders: what waits is to be bounded in bytes too.
        writer.Report.Lost.ShouldBe(8);
        hang.SetResult();
        (await writer.StopAsync()).Kept.ShouldBe(3);
    }

    [Fact]
    public async Task Next_run_must_tell_what_was_lost_when_the_last_entry_kept_became_several_rows()
    {
        using var folder = new TemporaryFolder();
        var (path, trail) = (Path.Combine(folder.Path, "tally"), new InProcessAuditTrail());
        var hanging = new HangingTrail(trail);
        using (var tally = AuditTally.Open(path))
        {
            var killed = new AuditWriter(hanging, Some.Node, TimeProvider.System, tally: tally);
            killed.Record(Some.LongEntry(1));
            await hanging.Kept;
            killed.Record(Some.Entry(2));
        }

        using (var tally = AuditTally.Open(path))
        {
            var writer = new AuditWriter(trail, Some.Node, TimeProvider.System, tally: tally);
            (await writer.StopAsync()).Failure.ShouldBeNull();
        }

        var rows = await trail.RowsAsync();
        rows.Count.ShouldBeGreaterThan(3);
        rows[^1].Json.ShouldContain("\"kind\":\"lost\"");
        rows[^1].Json.ShouldContain("\"count\":1");
    }

    /// <summary>A trail that keeps the first entries, and whose process is killed before it can say so.</summary>
    private sealed class HangingTrail(InProcessAuditTrail trail) : IAuditTrail
    {
        private readonly TaskCompletionSource _kept = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Kept => _kept.Task;

        public async Task<AuditAppend> AppendAsync(
            IReadOnlyList<AuditEntry> entries,
            CancellationToken cancellationToken
        )
        {
            var kept = await trail.AppendAsync(entries, cancellationToken);
            if (entries.Count == 0)
                return kept;
            _kept.SetResult();
            await new TaskCompletionSource().Task;
            return kept;
        }

        public Task<AuditReading> ReadAfterAsync(long number, int limit, CancellationToken cancellationToken) =>
            trail.ReadAfterAsync(number, limit, cancellationToken);

        public Task<AuditHeadReading> HeadAsync(CancellationToken cancellationToken) =>
            trail.HeadAsync(cancellationToken);
    }

    [Fact]
    public async Task Flush_must_end_when_everything_is_kept_and_not_before()
    {
        var hang = _trail.Hang();
        var writer = Writer();
        foreach (var entry in Some.Entries(100))
            writer.Record(entry);
        var flush = writer.FlushAsync(default);
        await _trail.Called;
        flush.IsCompleted.ShouldBeFalse();

        hang.SetResult();

        (await flush).ShouldBeTrue();
        _trail.Kept.Count.ShouldBe(100);
        (await writer.FlushAsync(default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Flush_must_say_that_it_was_given_up_when_the_store_hangs()
    {
        var hang = _trail.Hang();
        var writer = Writer();
        writer.Record(Some.Entry(0));
        using var giveUp = new CancellationTokenSource();
        var flush = writer.FlushAsync(giveUp.Token);
        await _trail.Called;

        await giveUp.CancelAsync();

        (await flush).ShouldBeFalse();
        hang.SetResult();
        (await writer.StopAsync()).Kept.ShouldBe(1);
    }

    [Fact]
    public async Task Entries_beyond_the_buffer_must_be_counted_in_a_row_where_they_would_have_stood()
    {
        var hang = _trail.Hang();
        var writer = Writer(new AuditWriterOptions { Capacity = 5, BatchSize = 3 });
        writer.Record(Some.Entry(0));
        await _trail.Called;
        foreach (var entry in Some.Entries(12))
            writer.Record(entry);

        writer.Report.ShouldBe(new AuditWriterReport(Kept: 0, Lost: 7, Waiting: 6, Failure: null));
        hang.SetResult();
        await _trail.UntilKeptAsync(7);
        writer.Record(Some.Entry(13));
        (await writer.StopAsync()).ShouldBe(new AuditWriterReport(Kept: 7, Lost: 7, Waiting: 0, Failure: null));

        _trail.Kept.ShouldBe([
            .. Some.Entries(6, from: 0),
            new AuditEntry.Lost(Some.Entry(6).At, Some.Node, 7),
            Some.Entry(13),
        ]);
    }

    [Fact]
    public async Task Write_must_be_tried_again_until_the_store_takes_it()
    {
        var troubles = new List<StoreFailure>();
        _trail.FailNext(3, Full);
        var writer = Writer(troubled: troubles.Add);
        writer.Record(Some.Entry(1));

        await _trail.UntilKeptAsync(1);
        (await writer.StopAsync()).ShouldBe(new AuditWriterReport(Kept: 1, Lost: 0, Waiting: 0, Failure: null));

        troubles.ShouldBe([Full], "said once, not with every try");
    }

    [Fact]
    public async Task Lost_entries_must_be_counted_exactly_when_the_writer_must_give_up()
    {
        _trail.FailNext(int.MaxValue, Full);
        var writer = Writer(new AuditWriterOptions { Capacity = 10, BatchSize = 4 });
        foreach (var entry in Some.Entries(25))
            writer.Record(entry);
        using var giveUp = new CancellationTokenSource();
        await _trail.Called;

        var stopping = writer.StopAsync(giveUp.Token);
        stopping.IsCompleted.ShouldBeFalse();
        await giveUp.CancelAsync();

        (await stopping).ShouldBe(new AuditWriterReport(Kept: 0, Lost: 25, Waiting: 0, Failure: Full));
    }

    [Fact]
    public async Task Entry_must_count_as_lost_when_it_comes_after_the_stop()
    {
        var writer = Writer();
        await writer.StopAsync();

        writer.Record(Some.Entry(1));

        writer.Report.Lost.ShouldBe(1);
        _trail.Kept.ShouldBeEmpty();
    }

    [Fact]
    public async Task Writer_must_go_on_when_the_store_throws()
    {
        _trail.ThrowNext();
        var writer = Writer();
        writer.Record(Some.Entry(1));

        await _trail.UntilKeptAsync(1);

        (await writer.StopAsync()).Kept.ShouldBe(1);
    }

    [Fact]
    public async Task Disposing_must_try_once_and_not_wait_for_a_store_that_fails()
    {
        _trail.FailNext(int.MaxValue, Full);
        var writer = Writer();
        writer.Record(Some.Entry(1));

        await writer.DisposeAsync();

        writer.Report.Lost.ShouldBe(1);
    }

    private AuditWriter Writer(AuditWriterOptions? options = null, Action<StoreFailure>? troubled = null) =>
        new(
            _trail,
            Some.Node,
            TimeProvider.System,
            (options ?? new AuditWriterOptions()) with
            {
                RetryPause = TimeSpan.FromMilliseconds(1),
            },
            troubled
        );
}
