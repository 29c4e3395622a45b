using RiskEngine.AkkaCluster.Tests.Support;
using RiskEngine.Contracts;

namespace RiskEngine.AkkaCluster.Tests.Nonces;

public sealed class ReplicatedNonceMarksContractSpec : NonceMarksContract
{
    private Nodes _nodes = null!;

    private protected override INonceMarks Marks =>
        field ??= new ReplicatedNonceMarks(_nodes[0], new InProcessNonceMarks());

    public override async Task InitializeAsync() => _nodes = await Nodes.StartAsync(1, "risk-engine-cluster.nodes = 1");

    public override async Task DisposeAsync() => await _nodes.DisposeAsync();
}

public sealed class ReplicatedNonceMarksSpec : IAsyncLifetime
{
    private Nodes _nodes = null!;

    public async Task InitializeAsync() => _nodes = await Nodes.StartAsync(3);

    public async Task DisposeAsync() => await _nodes.DisposeAsync();

    [Fact]
    public async Task Node_that_takes_over_must_know_what_the_dead_one_reserved()
    {
        await MarksOf(0).KeepAsync(Some.Maker, 1_700_000_060_000);

        await _nodes.CrashAsync(0);

        (await MarksOf(2).MarkAsync(Some.Maker)).ShouldBe(new Nonce(1_700_000_060_000));
    }

    [Fact]
    public async Task Nothing_must_be_reserved_or_known_when_no_majority_lives()
    {
        await _nodes.CrashAsync(1, 2);

        (await MarksOf(0).ReserveAsync(Some.Maker, new Nonce(9))).ShouldBeOfType<StoreChange.Failed>();
        (await MarksOf(0).ReadAsync(Some.Maker)).ShouldBeOfType<NonceMarkReading.Failed>();
    }

    [Fact]
    public async Task Every_reservation_must_be_known_when_there_are_more_sessions_than_one_frame_holds()
    {
        var sessions = Enumerable
            .Range(0, 800)
            .Select(x => new SessionKey(
                ExchangeName.Gemini,
                new AccountName(new string('a', 64)),
                new SessionAlias($"{new string('m', 56)}-{x}")
            ))
            .ToList();
        var (writer, reader) = (MarksOf(0), MarksOf(2));

        foreach (var some in sessions.Chunk(50))
            await Task.WhenAll(some.Select(session => writer.KeepAsync(session, 1_700_000_060_000)));

        foreach (var session in sessions.Where((_, i) => i % 100 == 99))
            (await reader.MarkAsync(session)).ShouldBe(new Nonce(1_700_000_060_000));
    }

    private ReplicatedNonceMarks MarksOf(int node) => new(_nodes[node], new InProcessNonceMarks());
}
