namespace RiskEngine.Contracts;

/// <summary>What every way to other nodes must do, whoever supplies it.</summary>
public abstract class PeersContract : IAsyncLifetime
{
    private static readonly NodeName Self = new("desk-1");

    /// <summary>Ends a test that hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private protected static readonly NodeName Other = new("desk-2");

    private protected abstract IPeers Peers { get; }

    /// <summary>Whether it can tell that a node which is gone was not reached. Otherwise it must say that it does not know.</summary>
    private protected virtual bool ProvesThatNobodyWasReached => true;

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public abstract Task DisposeAsync();

    /// <summary>Opens <see cref="Other"/>, which answers so.</summary>
    private protected abstract Task<ClusterNode> OpenAsync(Func<PeerMessage, Task<object>> answer);

    /// <summary>Ends that node without a word.</summary>
    private protected abstract Task CloseAsync();

    [Fact]
    public async Task Message_must_arrive_whole_and_its_answer_come_back_whole()
    {
        PeerMessage? arrived = null;
        var node = await OpenAsync(message =>
        {
            arrived = message;
            return Task.FromResult<object>(Denied("c-1"));
        });

        (await AskAsync(node, "c-1")).ShouldBe(new PeerAnswer.Heard(Denied("c-1")));
        arrived.ShouldBe(Cancel("c-1"));
    }

    [Fact]
    public async Task Message_must_not_wait_for_another_that_is_out()
    {
        var slow = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        var node = await OpenAsync(message =>
            message == Cancel("slow") ? slow.Task : Task.FromResult<object>(Denied("quick"))
        );
        var waiting = AskAsync(node, "slow");

        (await AskAsync(node, "quick")).ShouldBe(new PeerAnswer.Heard(Denied("quick")));
        waiting.IsCompleted.ShouldBeFalse();
        slow.SetResult(Denied("slow"));
        (await waiting).ShouldBe(new PeerAnswer.Heard(Denied("slow")));
    }

    [Fact]
    public async Task Node_that_does_not_answer_in_time_must_prove_nothing()
    {
        var node = await OpenAsync(_ => Never());

        (await Peers.AskAsync(node, Cancel("c-1"), Short)).ShouldBeOfType<PeerAnswer.Silent>();
    }

    [Fact]
    public async Task Giving_up_must_prove_nothing()
    {
        using var giveUp = new CancellationTokenSource();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var node = await OpenAsync(_ =>
        {
            arrived.TrySetResult();
            return Never();
        });
        var asked = Peers.AskAsync(node, Cancel("c-1"), Patience, giveUp.Token);
        await arrived.Task;

        await giveUp.CancelAsync();

        (await asked).ShouldBeOfType<PeerAnswer.Silent>();
    }

    [Fact]
    public async Task Node_that_is_gone_must_not_have_taken_the_message()
    {
        var node = await OpenAsync(_ => Task.FromResult<object>(Denied("c-1")));
        await CloseAsync();

        var answer = await Peers.AskAsync(node, Cancel("c-1"), ProvesThatNobodyWasReached ? Patience : Short);

        if (ProvesThatNobodyWasReached)
            answer.ShouldBeOfType<PeerAnswer.NotTaken>();
        else
            answer.ShouldNotBeOfType<PeerAnswer.Heard>();
    }

    private protected static PeerMessage.ForSession Cancel(string id) =>
        new(
            Self,
            new CancelSession(
                Some.Maker,
                new CommandId(id),
                null,
                new RequestedBy.Person("ann"),
                new Reason("a test"),
                TimeSpan.FromSeconds(4)
            )
        );

    private protected static SessionCancelDenied Denied(string id) =>
        new(Some.Maker, new CommandId(id), SessionCancelDeniedReason.NotOnThisNode) { Node = Other };

    private protected Task<PeerAnswer> AskAsync(ClusterNode node, string id) =>
        Peers.AskAsync(node, Cancel(id), Patience);

    private static Task<object> Never() => new TaskCompletionSource<object>().Task;
}
